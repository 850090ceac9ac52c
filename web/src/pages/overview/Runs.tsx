import { Link } from "react-router";
import type { Run } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";

/** The screenings that were loaded, newest first. */
export function Runs({ runs }: { runs: Run[] }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="runs">
      <header>
        <h2 id="runs">{t("runs.title")}</h2>
      </header>
      <div className="body scroll-x">
        {runs.length === 0 ? (
          <p className="second">{t("runs.none")}</p>
        ) : (
          <table className="table fits">
            <thead>
              <tr>
                <th scope="col">{t("runs.asOf")}</th>
                <th scope="col" className="number">
                  {t("runs.screened")}
                </th>
                <th scope="col" className="number">
                  {t("runs.alerted")}
                </th>
                <th scope="col">{t("runs.loaded")}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((r) => (
                <tr key={r.id}>
                  <th scope="row" className="plain day">
                    <Link to={`/data/${r.id}`}>{r.as_of}</Link>
                  </th>
                  <td className="number">{whole(r.screened)}</td>
                  <td className="number">{whole(r.alerted)}</td>
                  <td className="second">
                    <span className="day">{moment(r.loaded_at)}</span> {r.loaded_name}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
