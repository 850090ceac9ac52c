import { useRef, useState } from "react";
import { type Batch, useStage } from "@/api/deliveries";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { FilePicker } from "../data/FilePicker";
import type { Picked } from "../data/files";

/** Chooses files and sends them to be looked at. */
export function StageCard({ staged }: { staged: (batches: Batch[]) => void }) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<Picked[]>([]);
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const stage = useStage();
  const problem = stage.error ? asProblem(stage.error) : null;
  const send = () => {
    stop.current = new AbortController();
    setShare(0);
    stage.mutate({ files, progress: setShare, signal: stop.current.signal }, { onSuccess: staged });
  };
  return (
    <section className="card" aria-labelledby="stage">
      <header>
        <h2 id="stage">{t("delivery.stage.title")}</h2>
        <span className="note">{t("delivery.stage.lead")}</span>
      </header>
      <div className="body form">
        <FilePicker files={files} change={setFiles} />
        {problem && problem.code !== "cancelled" && (
          <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest([])} />
        )}
        {stage.isPending ? (
          <div className="sending" role="status">
            <progress max={1} value={share} aria-label={t("upload.sending")} />
            <span>{t("upload.sent", { share: Math.round(share * 100) })}</span>
            <button type="button" className="button" onClick={() => stop.current?.abort()}>
              {t("common.cancel")}
            </button>
          </div>
        ) : (
          <div>
            <button type="button" className="button main" disabled={files.length === 0} onClick={send}>
              {files.length > 0 ? t("delivery.stage.act", { n: files.length }) : t("upload.actNone")}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
