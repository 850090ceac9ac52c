import { useId, useState } from "react";
import { Link } from "react-router";
import { useJob } from "@/api/data";
import { type RuleSpoke, useTry } from "@/api/precision";
import { asProblem } from "@/api/problem";
import { maySetParameters } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Effect } from "../parameters/Effect";
import { tenth } from "./share";

interface Props {
  rule: RuleSpoke;
  under: string;
}

/** Another value of a rule's threshold, tried on the data as they stand. Nothing is kept. */
export function WhatIf({ rule, under }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const mine = rule.thresholds.filter((x) => x.may_try);
  const [name, setName] = useState(mine[0]?.parameter ?? "");
  const chosen = mine.find((x) => x.parameter === name);
  const start = (of = chosen) => (of ? tenth(of.value, of.kind, of.safer === "up" ? 1 : -1) : "");
  const [value, setValue] = useState(start);
  const [job, setJob] = useState("");
  const attempt = useTry();
  const running = useJob(job).data;
  const id = useId();
  const place = under || (me.scope.length === 1 ? (me.scope[0]?.code ?? "") : "");
  const got = running?.result?.what_if;
  if (rule.thresholds.length === 0) return <p className="note">{t("precision.noThreshold")}</p>;
  if (!chosen)
    return (
      <p className="note">
        {t("precision.notHere", { names: rule.thresholds.map((x) => p(x.label)).join(t("work.comma")) })}
      </p>
    );
  return (
    <section className="precision-try" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t("precision.try")}</h3>
      <form
        className="precision-form"
        onSubmit={(e) => {
          e.preventDefault();
          setJob("");
          attempt.mutate(
            { parameter: chosen.parameter, division: place, value },
            { onSuccess: (j) => setJob(j.id) },
          );
        }}
      >
        <label htmlFor={`${id}-name`}>{t("precision.threshold")}</label>
        <select
          id={`${id}-name`}
          value={name}
          onChange={(e) => {
            setName(e.target.value);
            setValue(start(mine.find((x) => x.parameter === e.target.value)));
          }}
        >
          {mine.map((x) => (
            <option key={x.parameter} value={x.parameter}>
              {p(x.label)}
            </option>
          ))}
        </select>
        <span>
          {t("precision.now", { value: chosen.value })}
          {p(chosen.unit)}
          {chosen.status === "example" && <span className="tag example">{t("common.exampleLong")}</span>}
        </span>
        <label htmlFor={`${id}-value`}>{t("precision.as")}</label>
        <input
          id={`${id}-value`}
          className="precision-value"
          inputMode="decimal"
          value={value}
          onChange={(e) => setValue(e.target.value)}
        />
        <button
          type="submit"
          className="button"
          disabled={attempt.isPending || running?.state === "running" || value === ""}
        >
          {t("precision.tryAct")}
        </button>
        {maySetParameters(me) && (
          <Link className="button plain" to="/parameters">
            {t("precision.ask")}
          </Link>
        )}
      </form>
      {attempt.error && (
        <Faults
          says={[
            asProblem(attempt.error)
              .faults.map((f) => f.says)
              .join(t("work.comma")) || asProblem(attempt.error).message,
          ]}
        />
      )}
      {running?.state === "running" && <p aria-live="polite">{t("parameters.effectRuns")}</p>}
      {running?.state === "failed" && <Faults says={[p(running.message)]} />}
      {got && (
        <div className="parameter-effect precision-got" aria-live="polite">
          <p className="parameter-sentence">
            {t(got.visits > 0 ? "precision.more" : got.visits < 0 ? "precision.fewer" : "precision.same", {
              what: p(got.label),
              value: got.value,
              n: whole(Math.abs(got.visits)),
            })}
            {got.effect.alerted.lost > 0 &&
              t("precision.known", { lost: whole(got.effect.alerted.lost), n: whole(got.known) })}
          </p>
          <Effect effect={got.effect} />
        </div>
      )}
    </section>
  );
}
