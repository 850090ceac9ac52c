import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import type { BadLine, BadLines } from "@/api/deliveries";
import { useTranslation } from "@/i18n/react";
import { GridRow } from "./GridRow";
import { type GridLine, linesOf } from "./lines";
import { pasted } from "./suggest";
import { cellKey, type Grid } from "./useGrid";
import { WholeRow } from "./WholeRow";

interface Props {
  rows: BadLine[];
  columns: BadLines["columns"];
  grid: Grid;
}

const heads = ["line", "column", "came", "why", "to", "state"] as const;

/** The rows that were set aside, to be mended like in a sheet: arrows, Enter, Tab, paste. */
export function BadGrid({ rows, columns, grid }: Props) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState<number[]>([]);
  const lines = linesOf(rows, grid.work);
  const labelOf = (key: string) => columns.find((c) => c.key === key)?.label ?? key;
  const wordsOf = (key: string) => columns.find((c) => c.key === key)?.words ?? [];
  const listed = columns.filter((c) => c.words.length > 0 && lines.some((l) => l.column === c.key));

  /** Goes so many cells down; the cell that is left saves itself. */
  const step = (from: GridLine, by: number) => {
    const inputs = [...(table.current?.querySelectorAll<HTMLInputElement>("input[data-grid]") ?? [])];
    const at = inputs.findIndex((i) => i.dataset.grid === cellKey(from.row.line, from.column));
    const next = inputs[at + by];
    if (next) {
      next.focus();
      next.select();
    } else inputs[at]?.blur();
  };
  /** A pasted column fills the cells below, as far as there are any, and saves them. */
  const paste = (from: number, text: string) => {
    const values = pasted(text);
    if (!values) return false;
    const filled = lines.slice(from).filter((l) => l.row.state !== "resubmitted" && l.column !== "");
    const given = filled.slice(0, values.length);
    given.forEach((l, i) => {
      if (values[i]) grid.write(l.row.line, l.column, values[i]);
    });
    void grid.save(...given.map((l) => l.row.line));
    return true;
  };
  const keys = (e: KeyboardEvent) => {
    if (!(e.ctrlKey || e.metaKey)) return;
    const key = e.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    e.preventDefault();
    if (key === "y" || e.shiftKey) grid.redo();
    else grid.undo();
  };
  return (
    <div className="scroll-x">
      <table className="table bad-grid" ref={table} onKeyDown={keys}>
        <caption className="hidden">{t("delivery.grid.title")}</caption>
        <thead>
          <tr>
            {heads.map((h) => (
              <th key={h} scope="col" className={h === "line" ? "number" : ""}>
                {t(`delivery.grid.${h}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((l, i) => {
            const { line } = l.row;
            const key = cellKey(line, l.column);
            const shown = open.includes(line);
            return (
              <Fragment key={key}>
                <GridRow
                  row={l.row}
                  column={l.column}
                  label={labelOf(l.column)}
                  words={wordsOf(l.column)}
                  first={l.first}
                  value={grid.draft[key]}
                  work={grid.work[line]}
                  open={shown}
                  write={(v) => grid.write(line, l.column, v)}
                  leave={() => void grid.save(line)}
                  take={(v) => {
                    grid.write(line, l.column, v);
                    step(l, 1);
                  }}
                  revert={() => grid.drop(line, l.column)}
                  step={(by) => step(l, by)}
                  paste={(text) => paste(i, text)}
                  toggle={() => setOpen(shown ? open.filter((n) => n !== line) : [...open, line])}
                />
                {shown && l.first && <WholeRow row={l.row} grid={grid} span={heads.length + 1} />}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {listed.map((c) => (
        <datalist key={c.key} id={`words-${c.key}`}>
          {c.words.map((w) => (
            <option key={w} value={w} />
          ))}
        </datalist>
      ))}
    </div>
  );
}
