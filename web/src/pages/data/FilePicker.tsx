import { type DragEvent, useState } from "react";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { filesOf, type Picked, size } from "./files";
import "./data.css";

/** Chooses files by dropping, by folder or one by one; the same name again replaces. */
export function FilePicker({ files, change }: { files: Picked[]; change: (files: Picked[]) => void }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const bytes = files.reduce((n, f) => n + f.file.size, 0);
  const add = (more: Picked[]) =>
    change(
      [...files.filter((h) => !more.some((m) => m.name === h.name)), ...more].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    );
  const drop = async (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    add(await filesOf(e.dataTransfer));
  };
  const pick = (list: FileList | null) =>
    add([...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
  return (
    <>
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
            <button type="button" className="button plain" onClick={() => change([])}>
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
                  onClick={() => change(files.filter((x) => x !== f))}
                >
                  <Icon name="close" size={12} />
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
