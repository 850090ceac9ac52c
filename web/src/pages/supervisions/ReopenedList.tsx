import { Link } from "react-router";
import { useReopened } from "@/api/supervisions";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";

/** Closed records that were sent back to work, each with the reason. */
export function ReopenedList() {
  const { t } = useTranslation();
  const p = usePlan();
  const list = useReopened();
  const rows = list.data?.pages.flatMap((page) => page.reopened);
  if (list.isError && !rows) return <Failed error={list.error} again={() => list.refetch()} />;
  if (!rows) return <Loading rows={6} />;
  if (rows.length === 0)
    return (
      <section className="card">
        <Empty title={t("supervisions.noneReopened")}>{t("supervisions.noneReopenedHow")}</Empty>
      </section>
    );
  return (
    <>
      <section className="card">
        <div className="body" style={{ overflowX: "auto" }}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("supervisions.day")}</th>
                <th scope="col">{t("supervisions.household")}</th>
                <th scope="col">{t("supervisions.from")}</th>
                <th scope="col">{t("supervisions.why")}</th>
                <th scope="col">{t("supervisions.now")}</th>
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
                  <td>{p(x.from_label)}</td>
                  <td>{x.reason}</td>
                  <td>{p(x.state_label)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={list.isFetching}
          onClick={() => list.fetchNextPage()}
        >
          {t("supervisions.more")}
        </button>
      )}
    </>
  );
}
