import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useCancelJob, useJob } from "@/api/data";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";

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
  const cancel = useCancelJob(id);
  const began = useRef(0);
  const over = job !== undefined && job.state !== "running";
  const tell = useRef(ended);
  tell.current = ended;
  useEffect(() => {
    if (over) tell.current();
  }, [over]);
  if (!job) return null;
  if (job.stage === "read" && began.current === 0) began.current = Date.now();
  if (job.state === "running") {
    const share = rows > 0 ? Math.min(1, job.done / rows) : 0;
    const passed = (Date.now() - began.current) / 1000;
    const left = share > 0.05 ? Math.ceil((passed * (1 - share)) / share) : 0;
    return (
      <div className="sending" role="status">
        <progress max={1} value={share} aria-label={t("delivery.load.running")} />
        <span>
          {job.stage === "waiting"
            ? t("delivery.load.waiting")
            : t("delivery.load.rows", { done: whole(job.done), rows: whole(rows) })}
          {left > 0 && t("delivery.load.left", { n: left })}
        </span>
        <button
          type="button"
          className="button"
          disabled={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate()}
        >
          {cancel.isSuccess ? t("job.stopping") : t("common.cancel")}
        </button>
        <span className="note">
          {t("job.cancelLeaves")} {t("delivery.load.mayLeave")}
        </span>
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
