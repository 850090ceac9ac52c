import { Link, useSearchParams } from "react-router";
import { type ChangeState, useChanges } from "@/api/registry";
import { mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useUnder } from "@/app/useUnder";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { moment } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { Groups } from "./Groups";
import "./changes.css";

const states: ChangeState[] = ["pending", "approved", "refused", "withdrawn"];

/** What is asked of the registry, and what became of it. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const under = useUnder();
  const [params, setParams] = useSearchParams();
  const state = states.find((s) => s === params.get("state")) ?? "pending";
  const changes = useChanges({ state, under: under || undefined });
  const rows = changes.data?.pages.flatMap((l) => l.changes) ?? [];
  const total = changes.data?.pages[0]?.total;
  const choose = (s: ChangeState) => {
    const next = new URLSearchParams(params);
    next.set("state", s);
    setParams(next, { replace: true });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("changes.title")}</h1>
        <span className="second">{t("changes.lead")}</span>
        <div className="end">
          <TakeAway list="changes" filter={{ state, under }} />
        </div>
      </div>
      {mayLoad(me) && state === "pending" && <Groups />}
      <nav className="tabs" aria-label={t("changes.states")}>
        {states.map((s) => (
          <button
            key={s}
            type="button"
            className={cx("tab", s === state && "here")}
            aria-current={s === state ? "page" : undefined}
            onClick={() => choose(s)}
          >
            {t(`changes.state.${s}`)}
            {s === state && total !== undefined && <span className="tab-count">{total}</span>}
          </button>
        ))}
      </nav>
      <section className="card" aria-label={t("changes.title")}>
        {changes.isError && rows.length === 0 ? (
          <Failed error={changes.error} again={() => changes.refetch()} />
        ) : changes.isPending ? (
          <Loading rows={8} />
        ) : rows.length === 0 ? (
          <Empty title={t("changes.none", { state: t(`changes.state.${state}`) })}>
            {t("changes.noneHow")}
          </Empty>
        ) : (
          <div className="scroll-x">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("changes.what")}</th>
                  <th scope="col">{t("changes.where")}</th>
                  <th scope="col">{t("changes.says")}</th>
                  <th scope="col">{t("changes.on")}</th>
                  <th scope="col">{t("changes.asked")}</th>
                  {state !== "pending" && <th scope="col">{t("changes.decided")}</th>}
                </tr>
              </thead>
              <tbody>
                {rows.map((c) => (
                  <tr key={c.id}>
                    <th scope="row" className="plain">
                      <Link to={`/changes/${c.id}`}>{p(c.kind_label)}</Link>
                    </th>
                    <td>
                      <Link to={`/households/${c.household}`}>{c.household}</Link>
                      <div className="note">{shortPlace(c.division_name)}</div>
                    </td>
                    <td>{c.says || "—"}</td>
                    <td>{c.on}</td>
                    <td>
                      {c.asked_name} <span className="note">{moment(c.asked_at)}</span>
                      <div className="note">{c.reason}</div>
                    </td>
                    {state !== "pending" && (
                      <td>
                        {c.decided_name} <span className="note">{moment(c.decided_at)}</span>
                        <div className="note">{c.decision}</div>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {changes.hasNextPage && (
          <footer className="changes-more">
            <button
              type="button"
              className="button"
              disabled={changes.isFetchingNextPage}
              onClick={() => changes.fetchNextPage()}
            >
              {t("changes.more")}
            </button>
          </footer>
        )}
      </section>
    </>
  );
}
