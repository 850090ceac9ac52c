import { Link } from "react-router";
import { useAudit } from "@/api/users";
import { maySeeCases } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Empty, Failed, Loading } from "@/parts/states";
import { Chain } from "./Chain";
import { Filters, useAuditFilter } from "./Filters";
import "./audit.css";

/** Who did what, and whether the chain of the log still holds. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const filter = useAuditFilter();
  const audit = useAudit(filter);
  const entries = audit.data?.pages.flatMap((p) => p.entries) ?? [];
  const links = maySeeCases(me);
  const act = (name: string) => {
    const move = me.flow.moves.find((m) => `case.${m.name}` === name);
    return move
      ? p(move.label)
      : t(`audit.act.${name.replace(".", "_") as "sign_in"}`, { defaultValue: name });
  };
  const detail = (text: string) => {
    const state = me.flow.states.find((s) => s.name === text);
    return state ? p(state.label) : text || "—";
  };
  const subject = (text: string) => {
    const [kind = "", id = ""] = text.split("/");
    return t(`audit.of.${kind as "case"}`, { id, defaultValue: text });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("audit.title")}</h1>
        <span className="second">{t("audit.lead")}</span>
        <div className="end">
          <TakeAway list="audit" filter={filter} />
        </div>
      </div>
      <Chain />
      <Filters filter={filter} />
      <section className="card" aria-label={t("audit.title")}>
        {audit.isError && entries.length === 0 ? (
          <Failed error={audit.error} again={() => audit.refetch()} />
        ) : audit.isPending ? (
          <Loading rows={12} />
        ) : entries.length === 0 ? (
          <Empty title={t("audit.none")} />
        ) : (
          <div className="scroll-x">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    {t("audit.seq")}
                  </th>
                  <th scope="col">{t("audit.at")}</th>
                  <th scope="col">{t("audit.user")}</th>
                  <th scope="col">{t("audit.action")}</th>
                  <th scope="col">{t("audit.subject")}</th>
                  <th scope="col">{t("audit.detail")}</th>
                  <th scope="col">{t("audit.hash")}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map((e) => {
                  const id = /^case\/(\d+)$/.exec(e.subject)?.[1];
                  return (
                    <tr key={e.seq}>
                      <td className="number">{e.seq}</td>
                      <td className="audit-at">{stamp(e.at)}</td>
                      <td>{e.user === "-" ? t("timeline.system") : e.user}</td>
                      <td>
                        <span title={e.action}>{act(e.action)}</span>
                      </td>
                      <td>
                        {id && links ? (
                          <Link to={`/cases/${id}`}>{subject(e.subject)}</Link>
                        ) : (
                          subject(e.subject)
                        )}
                      </td>
                      <td className="audit-detail">{detail(e.detail)}</td>
                      <td>
                        <code className="note" title={e.hash}>
                          {e.hash.slice(0, 10)}
                        </code>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
        {audit.hasNextPage && (
          <footer className="audit-more">
            <button
              type="button"
              className="button"
              disabled={audit.isFetchingNextPage}
              onClick={() => audit.fetchNextPage()}
            >
              {t("audit.more")}
            </button>
          </footer>
        )}
      </section>
    </>
  );
}

/** A moment to the second, in the time of the place. */
const stamp = (at: string) =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(new Date(at));
