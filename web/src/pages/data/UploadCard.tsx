import { DatePicker } from "antd";
import dayjs from "dayjs";
import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUpload } from "@/api/data";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import "@/forms/form.css";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { filesOf, type Picked, size } from "./files";

/** Chooses the files of a screening and its date, and sends them. Nothing changes before they are all there. */
export function UploadCard({ started }: { started: (job: string) => void }) {
  const { t } = useTranslation();
  const me = useWho();
  const id = useId();
  const [files, setFiles] = useState<Picked[]>([]);
  const [asOf, setAsOf] = useState(me.today);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const upload = useUpload();
  const problem = upload.error ? asProblem(upload.error) : null;
  const bytes = files.reduce((n, f) => n + f.file.size, 0);

  const add = (more: Picked[]) =>
    setFiles((held) =>
      [...held.filter((h) => !more.some((m) => m.name === h.name)), ...more].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    );
  const drop = async (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    add(await filesOf(e.dataTransfer));
  };
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
  const pick = (list: FileList | null) =>
    add([...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
  return (
    <section className="card" aria-labelledby="upload">
      <header>
        <h2 id="upload">{t("upload.title")}</h2>
        <span className="note">{t("upload.lead")}</span>
      </header>
      <div className="body form">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the buttons */}
        <div
          className={cx("drop", over && "over")}
          onDragOver={(e) => {
            e.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name="data" size={28} />
          <p>{t("upload.drop")}</p>
          <div className="drop-acts">
            <label className="button">
              {t("upload.folder")}
              <input
                type="file"
                className="hidden"
                multiple
                ref={(el) => el?.setAttribute("webkitdirectory", "")}
                onChange={(e) => pick(e.target.files)}
              />
            </label>
            <label className="button">
              {t("upload.files")}
              <input
                type="file"
                className="hidden"
                multiple
                accept=".csv,.xlsx,.parquet,.txt"
                onChange={(e) => pick(e.target.files)}
              />
            </label>
          </div>
          <p className="note">{t("upload.names")}</p>
        </div>
        {files.length > 0 && (
          <details className="picked" open={files.length <= 6}>
            <summary>
              <strong>{t("upload.picked", { n: whole(files.length), size: size(bytes) })}</strong>
              <button type="button" className="button plain" onClick={() => setFiles([])}>
                {t("upload.clear")}
              </button>
            </summary>
            <ul>
              {files.map((f) => (
                <li key={f.name}>
                  <span>{f.name}</span>
                  <span className="note">{size(f.file.size)}</span>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t("upload.remove", { name: f.name })}
                    onClick={() => setFiles(files.filter((x) => x !== f))}
                  >
                    <Icon name="close" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
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
