import { useEffect, useId, useState } from "react";
import { useJob } from "@/api/data";
import { useParameters } from "@/api/parameters";
import { type RuleSpoke, type Threshold, usePrecision, useTryRange } from "@/api/precision";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";
import { Failed, Loading } from "@/parts/states";
import { AskDialog } from "../parameters/AskDialog";
import { DryRunSlider } from "./DryRunSlider";
import "./dryrun.css";

interface Props {
  /** A county's code: there the value would hold. */
  county: string;
  /** The rule that the list is narrowed to; empty: none. */
  rule: string;
  close: () => void;
}

/** A rule's threshold that may be tried here. */
interface Choice {
  key: string;
  rule: RuleSpoke;
  threshold: Threshold;
}

const choicesOf = (rules: readonly RuleSpoke[]): Choice[] =>
  rules.flatMap((rule) =>
    rule.thresholds
      .filter((x) => x.may_try)
      .map((threshold) => ({ key: `${rule.rule} ${threshold.parameter}`, rule, threshold })),
  );

/** What another value of a threshold would bring to this desk, before anybody asks for it. Nothing is kept. */
export function DryRun({ county, rule, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const spoke = usePrecision({ under: county, from: "", to: "", rule: "" });
  const all = choicesOf(spoke.data?.rules ?? []);
  const [picked, setPicked] = useState("");
  const chosen =
    all.find((c) => c.key === picked) ?? all.find((c) => c.rule.rule === rule) ?? all.find(() => true);
  const attempt = useTryRange();
  const [job, setJob] = useState("");
  const running = useJob(job).data;
  const got = running?.result?.what_if_range;
  const [asking, setAsking] = useState("");
  const parameter = useParameters(county).data?.parameters.find(
    (x) => x.parameter === chosen?.threshold.parameter,
  );
  const begin = attempt.mutate;
  const name = chosen?.threshold.parameter ?? "";
  useEffect(() => {
    setJob("");
    if (name) begin({ parameter: name, division: county }, { onSuccess: (j) => setJob(j.id) });
  }, [begin, name, county]);

  return (
    <section className="card dry" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{t("precision.dry.title")}</h2>
        {chosen && (
          <>
            <label className="hidden" htmlFor={`${id}-what`}>
              {t("precision.threshold")}
            </label>
            <select id={`${id}-what`} value={chosen.key} onChange={(e) => setPicked(e.target.value)}>
              {(spoke.data?.rules ?? []).map((r) => {
                const own = all.filter((c) => c.rule.rule === r.rule);
                return (
                  own.length > 0 && (
                    <optgroup key={r.rule} label={p(r.label)}>
                      {own.map((c) => (
                        <option key={c.key} value={c.key}>
                          {p(c.threshold.label)}
                        </option>
                      ))}
                    </optgroup>
                  )
                );
              })}
            </select>
            {chosen.threshold.status === "example" && (
              <span className="tag example">{t("common.exampleLong")}</span>
            )}
          </>
        )}
        <span className="note">{t("precision.dry.lead")}</span>
        <button
          type="button"
          className="button plain dry-close"
          onClick={close}
          aria-label={t("common.close")}
        >
          <Icon name="close" size={14} />
        </button>
      </header>
      {spoke.isError && !spoke.data ? (
        <Failed error={spoke.error} again={() => spoke.refetch()} />
      ) : !spoke.data ? (
        <Loading rows={4} />
      ) : !chosen ? (
        <p className="note">{t("precision.dry.none")}</p>
      ) : attempt.error ? (
        <Faults says={asProblem(attempt.error).rest([])} />
      ) : running?.state === "failed" ? (
        <Faults says={[p(running.message)]} />
      ) : got ? (
        <DryRunSlider
          key={job}
          range={got}
          ask={parameter?.may_set ? (value) => setAsking(value) : undefined}
        />
      ) : (
        <div aria-live="polite">
          <p className="note">{t("precision.dry.runs")}</p>
          <Loading rows={4} />
        </div>
      )}
      {asking && parameter && (
        <AskDialog parameter={parameter} division={county} value={asking} close={() => setAsking("")} />
      )}
    </section>
  );
}
