import type { ClipboardEvent, KeyboardEvent } from "react";
import type { BadLine } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { BadCell } from "./BadCell";
import { suggest } from "./suggest";
import type { RowWork } from "./useGrid";

interface Props {
  row: BadLine;
  /** The column that is mended here: the row's first bad one, or one that was found bad after it. */
  column: string;
  label: string;
  words: readonly string[];
  /** The first of the row's lines in the grid. */
  first: boolean;
  value: string | undefined;
  work: RowWork | undefined;
  open: boolean;
  write: (value: string) => void;
  leave: () => void;
  take: (value: string) => void;
  revert: () => void;
  step: (by: number) => void;
  paste: (text: string) => boolean;
  toggle: () => void;
}

/** One cell to mend: what stood there, why it was set aside, what shall stand there. */
export function GridRow(a: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const cell = a.row.cells.find((c) => c.field === a.column);
  const kind = a.column === a.row.column ? a.row.kind : "";
  const came = (cell?.changed ? cell.came : cell?.value) ?? "";
  const done = a.work?.state === "saved" || (a.row.state !== "set_aside" && a.work === undefined);
  const over = a.row.state === "resubmitted";
  const fault = a.work?.faults[a.column] ?? (a.first ? a.work?.faults[""] : undefined);
  const guess = done || a.column === "" ? null : suggest(kind, came, a.words);
  const keys = (e: KeyboardEvent<HTMLInputElement>) => {
    switch (e.key) {
      case "ArrowDown":
      case "Enter":
        e.preventDefault();
        a.step(1);
        break;
      case "ArrowUp":
        e.preventDefault();
        a.step(-1);
        break;
      case "Escape":
        a.revert();
        break;
      case "Tab":
        if (!e.shiftKey && guess !== null && !a.value) {
          e.preventDefault();
          a.take(guess);
        }
    }
  };
  const paste = (e: ClipboardEvent<HTMLInputElement>) => {
    if (a.paste(e.clipboardData.getData("text/plain"))) e.preventDefault();
  };
  return (
    <tr className={cx(!a.first && "more", done && "done")}>
      <td className="number">{a.first && whole(a.row.line)}</td>
      <td>{p(a.label) || t("delivery.grid.wholeRow")}</td>
      <td>{a.column !== "" && <BadCell kind={kind} value={came} />}</td>
      <td className="second">{fault ? p(fault.replace(/^[^：]*：/, "")) : a.first ? p(a.row.reason) : ""}</td>
      <td className="grid-edit">
        {a.column === "" || over ? (
          "—"
        ) : (
          <span className={cx("grid-field", fault && "bad")}>
            <input
              data-grid={`${a.row.line} ${a.column}`}
              aria-label={t("delivery.grid.change", { line: a.row.line, column: p(a.label) })}
              value={a.value ?? ""}
              placeholder={
                cell?.changed
                  ? cell.value
                  : (guess ??
                    (kind === "id" ? t("delivery.grid.noGuess") : done ? came : t("delivery.grid.fill")))
              }
              maxLength={200}
              list={a.words.length > 0 ? `words-${a.column}` : undefined}
              aria-invalid={fault ? true : undefined}
              onChange={(e) => a.write(e.target.value)}
              onKeyDown={keys}
              onBlur={a.leave}
              onPaste={paste}
            />
            {guess !== null && !a.value && <small>{t("delivery.grid.guess")}</small>}
          </span>
        )}
      </td>
      <td>
        {a.first && (
          <span className={cx("hit-status", done ? "settled" : "pending")}>
            <Mark name={a.work?.state === "saving" ? "waiting" : done ? "done" : "settle"} />
            {over
              ? t("delivery.grid.loaded")
              : done
                ? t("delivery.grid.done")
                : a.work?.state === "refused"
                  ? t("delivery.grid.refused")
                  : t("delivery.grid.todo")}
          </span>
        )}
      </td>
      <td>
        {a.first && (
          <button type="button" className="button plain" aria-expanded={a.open} onClick={a.toggle}>
            {t("delivery.grid.whole")}
            <span className="hidden"> {a.row.line}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
