import { Link } from "react-router";
import { useLifted } from "@/api/lifted";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";

/** Households nobody of which can work and which a city lets be cleared: each with number and reason. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const list = useLifted();
  const rows = list.data?.pages.flatMap((page) => page.lifted);
  return (
    <>
      <div className="page-head">
        <h1>{t("lifted.title")}</h1>
        <span className="second">{t("lifted.lead")}</span>
      </div>
      {list.isError && !rows ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !rows ? (
        <Loading rows={6} />
      ) : rows.length === 0 ? (
        <section className="card">
          <Empty title={t("lifted.none")}>{t("lifted.noneHow")}</Empty>
        </section>
      ) : (
        <section className="card">
          <div className="body" style={{ overflowX: "auto" }}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("lifted.day")}</th>
                  <th scope="col">{t("lifted.household")}</th>
                  <th scope="col">{t("lifted.number")}</th>
                  <th scope="col">{t("lifted.reason")}</th>
                  <th scope="col">{t("lifted.state")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((x) => (
                  <tr key={x.id}>
                    <td>
                      {x.day}
                      <br />
                      <span className="note">{x.by}</span>
                    </td>
                    <td>
                      <Link to={`/cases/${x.case_id}`}>{x.head}</Link>
                      <br />
                      <span className="note">{shortPlace(x.division_name)}</span>
                    </td>
                    <td>{x.number}</td>
                    <td>{x.reason}</td>
                    <td>{p(x.state_label)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={list.isFetching}
          onClick={() => list.fetchNextPage()}
        >
          {t("lifted.more")}
        </button>
      )}
    </>
  );
}
