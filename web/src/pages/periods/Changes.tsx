import { Link } from "react-router";
import { type PeriodChange, usePeriodChanges } from "@/api/periods";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";

/** Records or households that are not as they were, each with then, now, who and why. */
export function Changes({ id, what }: { id: number; what: "cases" | "households" }) {
  const { t } = useTranslation();
  const list = usePeriodChanges(id, what);
  const rows = list.data?.pages.flatMap((page) => page.changes);
  if (list.isError && !rows) return <Failed error={list.error} again={() => list.refetch()} />;
  if (!rows) return <Loading rows={6} />;
  return (
    <section className="card" aria-label={t(`periods.what.${what}`)}>
      {rows.length === 0 && !list.hasNextPage ? (
        <Empty title={t("periods.noChanges")}>{t("periods.noChangesHow")}</Empty>
      ) : (
        <div className="scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("periods.who")}</th>
                <th scope="col">{t("periods.changed")}</th>
                <th scope="col">{t("periods.why")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((c) => (
                <Row key={`${c.case}-${c.household}`} change={c} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={list.isFetching}
          onClick={() => list.fetchNextPage()}
        >
          {t("periods.more")}
        </button>
      )}
    </section>
  );
}

function Row({ change: c }: { change: PeriodChange }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <tr>
      <td>
        <Link to={c.case ? `/cases/${c.case}` : `/households/${c.household}`}>{c.head || c.household}</Link>
        <br />
        <span className="note">{shortPlace(c.division_name)}</span>
        {(c.new || c.left) && (
          <>
            <br />
            <span className="note">{t(c.new ? "periods.isNew" : "periods.hasLeft")}</span>
          </>
        )}
      </td>
      <td>
        <ul className="period-acts">
          {c.fields.map((f) => (
            <li key={`${f.field}-${f.label}`}>
              {p(f.label)}：{p(f.then) || t("periods.nothing")} → {p(f.now) || t("periods.nothing")}
            </li>
          ))}
        </ul>
      </td>
      <td>
        <ul className="period-acts">
          {c.acts.map((a, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: acts have no other name
            <li key={i}>
              {a.day} {p(a.label)} <span className="note">{a.name}</span> {p(a.reason)}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
