import { Input } from "antd";
import { useId, useState } from "react";
import { Link, useParams } from "react-router";
import type { Decision } from "@/api/decide";
import { type Setting, useDecideSetting, useSetting } from "@/api/parameters";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { Change } from "./Change";
import { EffectCard } from "./EffectCard";
import "./parameters.css";

/** One request: what is asked for, what it would change, and the decision of another person. */
export function Component() {
  const id = Number(useParams().id);
  const { t } = useTranslation();
  const p = usePlan();
  const read = useSetting(id);
  const r = read.data;
  if (!r) {
    return (
      <section className="card">
        {read.isError ? <Failed error={read.error} again={() => read.refetch()} /> : <Loading rows={8} />}
      </section>
    );
  }
  return (
    <>
      <header className="parameter-head">
        <span className="second">
          <Link to="/parameters">{t("parameters.title")}</Link> / {t("parameters.request", { id: r.id })}
        </span>
        <h1>
          {p(r.label)}
          {t("parameters.colon")}
          <Change request={r} />
        </h1>
        <p className="second">
          {shortPlace(r.division_name)} ·{" "}
          {r.to
            ? t("parameters.validTo", { from: r.from, to: r.to })
            : t("parameters.valid", { from: r.from })}{" "}
          · {r.number} · {t("parameters.asked", { name: r.asked_name, at: moment(r.asked_at) })}
        </p>
        <p>
          {t("parameters.reason")}
          {t("parameters.colon")}
          {r.reason}
        </p>
        {r.decided_name && (
          <p>
            {t("parameters.decided", {
              name: r.decided_name,
              at: moment(r.decided_at),
              state: t(`parameters.state.${r.state}`),
            })}
            {r.decision && `${t("parameters.colon")}${r.decision}`}
          </p>
        )}
      </header>
      <EffectCard request={r} reread={() => void read.refetch()} />
      <Decide request={r} />
    </>
  );
}

function Decide({ request: r }: { request: Setting }) {
  const { t } = useTranslation();
  const id = useId();
  const [reason, setReason] = useState("");
  const decide = useDecideSetting(r.id);
  const problem = decide.error ? asProblem(decide.error) : null;
  if (!r.may_decide && !r.may_withdraw) return null;
  const button = (what: Decision, main = false) => (
    <button
      type="button"
      className={main ? "button main" : "button"}
      disabled={decide.isPending}
      onClick={() => decide.mutate({ what, version: r.version, reason: reason.trim() })}
    >
      {t(`parameters.${what}`)}
    </button>
  );
  return (
    <section className="card parameter-decide no-print" aria-label={t("parameters.words")}>
      {r.may_decide && (
        <>
          <label htmlFor={id}>{t("parameters.words")}</label>
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </>
      )}
      {r.may_withdraw && <p className="note">{t("parameters.notYours")}</p>}
      <div className="parameter-acts">
        {r.may_decide && button("approve", true)}
        {r.may_decide && button("refuse")}
        {r.may_withdraw && button("withdraw")}
      </div>
      {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest([])} />}
    </section>
  );
}
