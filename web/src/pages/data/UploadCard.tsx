import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useId, useRef, useState } from "react";
import { useUpload } from "@/api/data";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { FilePicker } from "./FilePicker";
import type { Picked } from "./files";

/** Chooses the files of a screening and its date, and sends them. Nothing changes before they are all there. */
export function UploadCard({ started }: { started: (job: string) => void }) {
  const { t } = useTranslation();
  const me = useWho();
  const id = useId();
  const [files, setFiles] = useState<Picked[]>([]);
  const [asOf, setAsOf] = useState(me.today);
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const upload = useUpload();
  const problem = upload.error ? asProblem(upload.error) : null;

  const send = () => {
    stop.current = new AbortController();
    setShare(0);
    upload.mutate(
      { files, asOf, progress: setShare, signal: stop.current.signal },
      {
        onSuccess: (job) => {
          setFiles([]);
          started(job.id);
        },
      },
    );
  };
  return (
    <section className="card" aria-labelledby="upload">
      <header>
        <h2 id="upload">{t("upload.title")}</h2>
        <span className="note">{t("upload.lead")}</span>
      </header>
      <div className="body form">
        <FilePicker files={files} change={setFiles} />
        <div className="ask">
          <label htmlFor={id}>{t("upload.asOf")}</label>
          <DatePicker
            id={id}
            value={dayjs(asOf)}
            allowClear={false}
            maxDate={dayjs(me.today)}
            onChange={(d) => d && setAsOf(d.format("YYYY-MM-DD"))}
          />
          <span className="note">{t("upload.asOfNote")}</span>
        </div>
        {problem && problem.code !== "cancelled" && (
          <Faults
            says={
              problem.code === "offline"
                ? [t("state.offline")]
                : problem.faults.length > 0
                  ? problem.faults.map((f) => f.says)
                  : [problem.message]
            }
          />
        )}
        {upload.isPending ? (
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
              {files.length > 0 ? t("upload.act", { n: files.length }) : t("upload.actNone")}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
