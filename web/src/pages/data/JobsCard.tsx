import { Link } from "react-router";
import { useJob, useJobs } from "@/api/data";
import type { Job } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { JobProgress } from "./JobProgress";
import "./jobs.css";

/** How many that have ended are told. */
const recent = 5;

/** One's own jobs, wherever they were begun: those under way with what is left of them, and the last that ended. */
export function JobsCard({ except = [] }: { except?: readonly string[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const shown = (useJobs().data ?? []).filter((j) => j.kind !== "trial" && !except.includes(j.id));
  const running = shown.filter((j) => j.state === "running").reverse();
  const ended = shown.filter((j) => j.state !== "running").slice(0, recent);
  if (shown.length === 0) return null;
  return (
    <section className="card jobs no-print" aria-label={t("job.list")}>
      {running.map((j) => (
        <Running key={j.id} of={j} />
      ))}
      {ended.length > 0 && (
        <details>
          <summary>{t("job.ended", { n: ended.length })}</summary>
          <ul>
            {ended.map((j) => (
              <li key={j.id}>
                <Mark name={j.state === "done" ? "done" : "late"} size={14} /> <What of={j} />
                <span>{p(j.message)}</span>
                {j.kind === "load" && j.state === "done" && (
                  <Link to={`/batches/${j.batch}`}>{t("delivery.load.look")}</Link>
                )}
                <span className="note">{moment(j.ended_at)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What a job is about: its kind, the table, the file. */
function What({ of: j }: { of: Job }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <strong>
      {t(`job.kind.${j.kind}`)}
      {j.title && `${t("work.colon")}${p(j.title)}`}
      {j.file && <span className="job-file">{j.file}</span>}
    </strong>
  );
}

function Running({ of }: { of: Job }) {
  const { t } = useTranslation();
  const j = useJob(of.id).data ?? of;
  if (j.state !== "running") return null;
  const stage = t(`job.stage.${j.stage as "read"}`);
  return (
    <div className="jobs-running">
      <What of={j} />
      <JobProgress job={j} label={`${t(`job.kind.${j.kind}`)} ${stage}`} note={t("delivery.load.mayLeave")}>
        {stage}
        {j.done > 0 &&
          ` · ${t(j.stage === "screen" ? "job.doneHouseholds" : "job.doneRows", { n: whole(j.done) })}`}
      </JobProgress>
    </div>
  );
}
