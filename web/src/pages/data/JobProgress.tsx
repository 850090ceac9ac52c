import type { ReactNode } from "react";
import { useCancelJob } from "@/api/data";
import type { Job } from "@/api/types";
import { useTranslation } from "@/i18n/react";

interface Props {
  job: Job;
  /** What it is a progress of, for who does not see the bar. */
  label: string;
  /** Whether the page may be left meanwhile. */
  note: string;
  /** The stage, with what is counted in it. */
  children: ReactNode;
}

/** A job under way: its bar, its share and the time left as the server knows them, and cancel. */
export function JobProgress({ job: j, label, note, children }: Props) {
  const { t } = useTranslation();
  const cancel = useCancelJob(j.id);
  return (
    <>
      <div className="sending">
        <progress max={1} value={j.share > 0 ? j.share : undefined} aria-label={label} />
        <span>
          {children}
          {j.share > 0 && ` · ${Math.round(j.share * 100)}%`}
          {j.seconds_left > 0 && t("delivery.load.left", { n: j.seconds_left })}
        </span>
        <button
          type="button"
          className="button"
          disabled={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate()}
        >
          {cancel.isSuccess ? t("job.stopping") : t("common.cancel")}
        </button>
      </div>
      <p className="note">
        {t("job.cancelLeaves")} {note}
      </p>
    </>
  );
}
