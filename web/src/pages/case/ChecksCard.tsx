import type { Case } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

/** Where on the page a check is answered. */
const answeredAt: Record<string, string> = {
  no_measure: "measures",
  unmatched: "measures",
  no_development: "measures",
  no_last_resort: "measures",
  missed_visit: "visits",
  type: "timeline",
};

/** What the daily checks and the newest screening found; it decides nothing. */
export function ChecksCard({ file }: { file: Case }) {
  const { t } = useTranslation();
  const p = usePlan();
  if (file.checks.length === 0) return null;
  return (
    <section className="card" id="checks" tabIndex={-1} aria-labelledby="checks-title">
      <header>
        <h2 id="checks-title">{t("checks.title", { n: file.checks.length })}</h2>
        <span className="note">{t("checks.lead")}</span>
      </header>
      <div className="body">
        <ul className="checks">
          {file.checks.map((c) => (
            <li key={c.check}>
              <Mark name="settle" />
              <a href={`#${answeredAt[c.check] ?? "members"}`}>{p(c.says)}</a>
              <span className="note">
                {t(c.run ? "checks.bySince" : "checks.since", { day: c.since, run: c.run })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
