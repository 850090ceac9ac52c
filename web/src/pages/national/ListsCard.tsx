import { Link } from "react-router";
import type { National } from "@/api/national";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";

/** The two lists that the national system gives, and which file counts. */
export function ListsCard({ lists }: { lists: National["lists"] }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <section className="card" aria-labelledby="national-lists">
      <header>
        <h2 id="national-lists">{t("national.lists")}</h2>
        <span className="note">{t("national.listsHow")}</span>
      </header>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("national.list")}</th>
              <th scope="col">{t("national.file")}</th>
              <th scope="col" className="number">
                {t("national.rows")}
              </th>
              <th scope="col" className="number">
                {t("national.quarantined")}
              </th>
              <th scope="col">{t("national.loaded")}</th>
            </tr>
          </thead>
          <tbody>
            {lists.map((l) => (
              <tr key={l.table}>
                <td>{p(l.label)}</td>
                {l.batch === 0 ? (
                  <td colSpan={4} className="second">
                    {t("national.notLoaded")}
                  </td>
                ) : (
                  <>
                    <td>
                      <Link to={`/batches/${l.batch}`}>{l.file}</Link>
                    </td>
                    <td className="number">{whole(l.rows)}</td>
                    <td className="number">{whole(l.quarantined)}</td>
                    <td>{t("national.loadedBy", { name: l.loaded_name, at: moment(l.loaded_at) })}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
