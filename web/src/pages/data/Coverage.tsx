import type { RunSummary } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";

/** Whether the departments' tables hold enough of a county to say anything; what is missing first. */
export function Coverage({ rows }: { rows: RunSummary["coverage"] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const sorted = [...rows].sort((a, b) => Number(a.covered) - Number(b.covered));
  return (
    <section className="card" aria-labelledby="coverage">
      <header>
        <h2 id="coverage">{t("coverage.title")}</h2>
        <span className="note">{t("coverage.lead")}</span>
      </header>
      <div className="body scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("account.table")}</th>
              <th scope="col">{t("coverage.county")}</th>
              <th scope="col">{t("coverage.period")}</th>
              <th scope="col" className="number">
                {t("coverage.present")}
              </th>
              <th scope="col" className="number">
                {t("coverage.expected")}
              </th>
              <th scope="col">{t("coverage.state")}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((c) => (
              <tr key={`${c.table} ${c.county} ${c.period}`}>
                <th scope="row" className="plain">
                  {p(c.label)}
                </th>
                <td>{c.name}</td>
                <td>{c.period}</td>
                <td className="number">{whole(c.present)}</td>
                <td className="number">{c.expected || "—"}</td>
                <td>
                  <span className={c.covered ? "hit-status settled" : "hit-status pending"}>
                    <Mark name={c.covered ? "done" : "settle"} />
                    {c.covered ? t("coverage.covered") : t("coverage.uncovered")}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
