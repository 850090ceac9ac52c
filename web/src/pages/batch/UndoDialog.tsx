import { rememberJob } from "@/api/data";
import { type Batch, useUndo } from "@/api/deliveries";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

interface Props {
  batch: Batch;
  close: () => void;
  /** The job that follows the batch through the cases; empty: nothing was screened yet. */
  undone: (job: string, again: number[]) => void;
}

/** Takes a batch back, saying first what that does. */
export function UndoDialog({ batch: b, close, undone }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const undo = useUndo(b.id);
  return (
    <ActDialog
      title={t("delivery.undo.title", { n: b.id, table: p(b.label) })}
      ok={t("delivery.undo.ok")}
      asks={[question("reason", t("delivery.undo.reason"), "text", { required: true, max: 200 })]}
      lead={
        <>
          <p>{t("delivery.undo.what")}</p>
          {b.delivery > 0 && <p>{t("delivery.undo.together")}</p>}
        </>
      }
      busy={undo.isPending}
      error={undo.error}
      close={close}
      submit={(answers) =>
        undo.mutate(
          { version: b.version, reason: answers.reason ?? "" },
          {
            onSuccess: (r) => {
              if (r.job) rememberJob(r.job.id);
              undone(r.job?.id ?? "", r.again);
            },
          },
        )
      }
    />
  );
}
