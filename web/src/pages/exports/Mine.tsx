import type { Export } from "@/api/exports";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";

/** What a person asked for, and what became of it. */
export function Mine({ list }: { list: Export[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <section className="card" aria-labelledby="exports-mine">
      <header>
        <h2 id="exports-mine">{t("exports.mine")}</h2>
      </header>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("exports.list")}</th>
              <th scope="col">{t("exports.chosen")}</th>
              <th scope="col">{t("exports.askedAt")}</th>
              <th scope="col">{t("exports.state")}</th>
              <th scope="col">
                <span className="hidden">{t("exports.file")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((x) => (
              <tr key={x.id}>
                <th scope="row" className="plain">
                  {p(x.label)} <span className="note">{x.format.toUpperCase()}</span>
                  {x.whole && <span className="note"> · {t("exports.isWhole")}</span>}
                </th>
                <td>{p(x.says)}</td>
                <td>{moment(x.asked_at)}</td>
                <td>
                  {t(`exports.is.${x.state}`, { name: x.decided_name, until: moment(x.until) })}
                  {x.decision && <div className="note">{x.decision}</div>}
                </td>
                <td>
                  {x.link && (
                    <a className="button" href={x.link} download>
                      {t("exports.fetch")}
                      <span className="hidden"> {x.id}</span>
                    </a>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
