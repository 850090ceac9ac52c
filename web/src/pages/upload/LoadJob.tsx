import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useJob } from "@/api/data";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { JobProgress } from "../data/JobProgress";

interface Props {
  id: string;
  batch: number;
  /** Rows of the file, as the preview has counted them. */
  rows: number;
  ended: () => void;
}

/** A file as it is loaded: rows, share, time left, cancel; at its end what came of it. */
export function LoadJob({ id, batch, rows, ended }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const job = useJob(id).data;
  const over = job !== undefined && job.state !== "running";
  const tell = useRef(ended);
  tell.current = ended;
  useEffect(() => {
    if (over) tell.current();
  }, [over]);
  if (!job) return null;
  if (job.state === "running") {
    return (
      <div role="status">
        <JobProgress job={job} label={t("delivery.load.running")} note={t("delivery.load.mayLeave")}>
          {job.stage === "waiting"
            ? t("delivery.load.waiting")
            : t("delivery.load.rows", { done: whole(job.done), rows: whole(rows) })}
        </JobProgress>
      </div>
    );
  }
  const bad = job.result?.quarantined ?? 0;
  return (
    <p className={`load-end ${job.state}`} role="status">
      <Mark name={job.state === "done" ? "done" : "late"} size={14} /> {p(job.message)}{" "}
      {job.state === "done" && (
        <Link to={`/batches/${batch}`}>
          {bad > 0 ? t("delivery.load.mend", { n: whole(bad) }) : t("delivery.load.look")}
        </Link>
      )}
    </p>
  );
}
