import { useEffect, useState } from "react";
import { useJob } from "@/api/data";
import { type Setting, useTrySetting } from "@/api/parameters";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Effect } from "./Effect";

interface Props {
  request: Setting;
  reread: () => void;
}

/** What a value would change on the data as they stand, or how to find out. */
export function EffectCard({ request: r, reread }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [job, setJob] = useState("");
  const attempt = useTrySetting(r.id);
  const running = useJob(job).data;
  const done = running?.state === "done";
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again once, when the job has ended
  useEffect(() => {
    if (done) reread();
  }, [done]);
  const pending = r.state === "pending";
  return (
    <section className="card parameter-effect" aria-label={t("parameters.effect")}>
      <h2>{t("parameters.effect")}</h2>
      {r.effect ? (
        <Effect effect={r.effect} />
      ) : (
        <p>{r.screened ? t("parameters.effectNone") : t("parameters.effectNotNeeded")}</p>
      )}
      {running?.state === "running" && <p aria-live="polite">{t("parameters.effectRuns")}</p>}
      {running?.state === "failed" && <Faults says={[p(running.message)]} />}
      {attempt.error && <Faults says={[asProblem(attempt.error).message]} />}
      {pending && r.screened && (
        <button
          type="button"
          className="button no-print"
          disabled={attempt.isPending || running?.state === "running"}
          onClick={() => attempt.mutate(r.version, { onSuccess: (j) => setJob(j.id) })}
        >
          {t(r.effect ? "parameters.effectAgain" : "parameters.effectTry")}
        </button>
      )}
    </section>
  );
}
