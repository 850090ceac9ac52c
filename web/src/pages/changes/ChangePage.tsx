import { Link, useParams } from "react-router";
import { useChange } from "@/api/registry";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { Compare } from "./Compare";
import { Decide } from "./Decide";
import "./changes.css";

/** One change request: old and new side by side, what is in the way, and the decision. */
export function Component() {
  const id = Number(useParams().id);
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const read = useChange(id);
  const detail = read.data;
  if (read.isError && !detail) {
    return (
      <section className="card">
        <Failed error={read.error} again={() => read.refetch()} />
      </section>
    );
  }
  if (!detail) {
    return (
      <section className="card">
        <Loading rows={8} />
      </section>
    );
  }
  const { change: c, compare, blocks } = detail;
  const pending = c.state === "pending";
  return (
    <>
      <header className="change-head">
        <span className="second">
          <Link to="/changes">{t("changes.trail")}</Link> / {t("household.changedBy", { id: c.id })}
        </span>
        <div className="change-title">
          <h1>
            {p(c.kind_label)} · <Link to={`/households/${c.household}`}>{c.household}</Link>
            {c.other && (
              <>
                {" · "}
                <Link to={`/households/${c.other}`}>{c.other}</Link>
              </>
            )}
          </h1>
          <span className={pending ? "tag settle" : "tag selected"}>{t(`changes.state.${c.state}`)}</span>
        </div>
        <p className="second">
          {shortPlace(c.division_name)} · {t("changes.on")} {c.on} · {t("changes.asked")} {c.asked_name}{" "}
          {moment(c.asked_at)}
          {c.batch > 0 && ` · ${t("changes.batch", { id: c.batch })}`}
          {c.undoes > 0 && (
            <>
              {" · "}
              <Link to={`/changes/${c.undoes}`}>{t("changes.undoes", { id: c.undoes })}</Link>
            </>
          )}
        </p>
        <p>
          {t("changes.reason")}：{c.reason || "—"}
        </p>
        {!pending && (
          <p>
            {t("changes.decidedBy", {
              name: c.decided_name,
              at: moment(c.decided_at),
              state: t(`changes.state.${c.state}`),
            })}
            {c.decision && `：${c.decision}`}
          </p>
        )}
      </header>
      <section className="card" aria-labelledby="compare">
        <header>
          <h2 id="compare">{t("changes.compare")}</h2>
          <span className="note">{t("changes.compareLead")}</span>
        </header>
        <div className="body scroll-x">
          {compare.length === 0 ? (
            <p className="second">{c.says || t("changes.nothing")}</p>
          ) : (
            <Compare rows={compare} several={new Set(compare.map((r) => r.household)).size > 1} />
          )}
        </div>
        {pending && blocks.length > 0 && (
          <div className="body">
            <p className="change-blocks-lead">{t("changes.blocks")}</p>
            <ul className="change-blocks">
              {blocks.map((b) => (
                <li key={b}>
                  <Mark name="settle" /> {p(b)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <Decide change={c} blocked={blocks.length > 0} me={me} />
    </>
  );
}
