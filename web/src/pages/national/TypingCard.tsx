import { useState } from "react";
import { useMappings } from "@/api/deliveries";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

const lists = ["households", "persons", "income", "measures"] as const;

/** The lists that are typed into the national system, taken away as files. */
export function TypingCard({ tables }: { tables: readonly string[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [monitored, setMonitored] = useState(false);
  const [headings, setHeadings] = useState("");
  const mappings = useMappings().data ?? [];
  const sources = [...new Set(mappings.filter((m) => tables.includes(m.table)).map((m) => m.source))];
  return (
    <section className="card" aria-labelledby="national-typing">
      <header>
        <h2 id="national-typing">{t("national.typing")}</h2>
        <span className="note">{t("national.typingLead")}</span>
      </header>
      <div className="national-typing">
        <label>
          <input type="checkbox" checked={monitored} onChange={(e) => setMonitored(e.target.checked)} />{" "}
          {t("national.monitored")}
        </label>
        <label>
          {t("national.headings")}{" "}
          <select value={headings} onChange={(e) => setHeadings(e.target.value)}>
            <option value="">{t("national.ourHeadings")}</option>
            {sources.map((s) => (
              <option key={s} value={s}>
                {p(s)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ul className="national-lists">
        {lists.map((list) => (
          <li key={list} aria-label={t(`national.typed.${list}`)}>
            <span>
              <strong>{t(`national.typed.${list}`)}</strong>
              <span className="note national-where">{t(`national.typedNote.${list}`)}</span>
            </span>
            <TakeAway list={`national_${list}`} filter={{ monitored, headings }} />
          </li>
        ))}
      </ul>
    </section>
  );
}
