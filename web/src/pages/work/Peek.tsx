import { useCase } from "@/api/cases";
import type { Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DeadlineChip } from "@/parts/DeadlineChip";
import { shortDay } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { Conclusion } from "@/sum/Conclusion";
import { chartOf } from "@/sum/chart";
import { SumChart } from "@/sum/SumChart";
import { useSays } from "@/sum/useSays";
import { WhyMarks } from "../case/WhyCard";
import { ordered } from "../case/WhySection";

interface Props {
  id: number;
  me: Me;
  open: (id: number) => void;
  close: () => void;
}

/** The case beside the list: why, what is to be settled, what comes next. */
export function Peek({ id, me, open, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const says = useSays();
  const file = useCase(id);
  const c = file.data;
  if (file.isError && !c) {
    return (
      <aside className="card peek">
        <Failed error={file.error} again={() => file.refetch()} />
      </aside>
    );
  }
  if (!c) {
    return (
      <aside className="card peek">
        <Loading rows={8} />
      </aside>
    );
  }
  const [first, ...others] = ordered(c.why);
  const chart = first ? chartOf(first.sum) : null;
  const params = first?.sum.some((i) => i.kind === "param" && i.status === "example");
  const pending = c.hits.filter((h) => h.status === "pending");
  const owners = me.flow.states.find((s) => s.name === c.case.state)?.owners ?? [];
  return (
    <aside className="card peek" aria-label={t("peek.title", { name: c.case.head })}>
      <header className="peek-head">
        <div>
          <h2>
            {t("case.of", { name: c.case.head })}{" "}
            <span className="tag">
              {t("common.persons", { n: c.household.members.filter((m) => m.living_together).length })}
            </span>
          </h2>
          <p className="note">
            {shortPlace(c.case.division_name)} · {p(c.household.kind)} · {c.household.phone || "—"}
          </p>
        </div>
        <DeadlineChip of={c.case} me={me} />
        <button type="button" className="icon-button" onClick={close} aria-label={t("common.close")}>
          <Icon name="close" />
        </button>
      </header>
      <section>
        <h3>{t("peek.why")}</h3>
        {first ? (
          <>
            <p className="peek-says">
              {first.says ? says(first.says) : p(first.label)} <WhyMarks why={first} />
              {params && <span className="tag example">{t("common.example")}</span>}
            </p>
            {chart && (
              <>
                <SumChart chart={chart} short />
                <Conclusion chart={chart} />
              </>
            )}
            {others.length > 0 && (
              <p className="note">
                {t("peek.others", { rules: others.map((w) => p(w.label)).join(t("work.comma")) })}
              </p>
            )}
          </>
        ) : (
          <p className="peek-says">{c.events.find((e) => e.act === "open")?.reason}</p>
        )}
      </section>
      {pending.length > 0 && (
        <section>
          <h3>{t("peek.hits", { n: pending.length })}</h3>
          <ul>
            {pending.map((h) => (
              <li key={h.id} className="hit-status pending">
                <Mark name="settle" />
                {p(h.label)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t("next.title")}</h3>
        <p>
          {owners.map((o) => t(`role.${o as "town_clerk"}`)).join(" · ")}
          {owners.length > 0 && " · "}
          {p(c.case.state_label)}
          {c.case.due_on && ` · ${t("next.due", { day: shortDay(c.case.due_on, me.today) })}`}
        </p>
      </section>
      <footer>
        <button type="button" className="button main" onClick={() => open(id)}>
          {t("peek.open")}
        </button>
      </footer>
    </aside>
  );
}
