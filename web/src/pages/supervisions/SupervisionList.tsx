import { Link } from "react-router";
import { useSupervisions } from "@/api/supervisions";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import { SupervisionStand } from "./SupervisionStand";

/** Cases under supervision: those that are open, or all. */
export function SupervisionList({ open }: { open: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  const list = useSupervisions(open);
  const rows = list.data?.pages.flatMap((page) => page.supervisions);
  if (list.isError && !rows) return <Failed error={list.error} again={() => list.refetch()} />;
  if (!rows) return <Loading rows={6} />;
  if (rows.length === 0)
    return (
      <section className="card">
        <Empty title={t("supervisions.none")}>{t("supervisions.noneHow")}</Empty>
      </section>
    );
  return (
    <>
      <section className="card">
        <div className="body" style={{ overflowX: "auto" }}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("supervisions.household")}</th>
                <th scope="col">{t("supervisions.title")}</th>
                <th scope="col">{t("supervisions.reply")}</th>
                <th scope="col">{t("supervisions.now")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ supervision: v, ...c }) => (
                <tr key={v.id}>
                  <td>
                    <Link to={`/cases/${c.case_id}`}>{c.head}</Link>
                    <br />
                    <span className="note">{shortPlace(c.division_name)}</span>
                  </td>
                  <td>
                    <SupervisionStand supervision={v} />
                    {v.reason}
                  </td>
                  <td>{v.answer || t("common.none")}</td>
                  <td>{p(c.state_label)}</td>
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
