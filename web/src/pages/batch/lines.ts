import type { BadLine } from "@/api/deliveries";
import type { RowWork } from "./useGrid";

/** A line of the grid: a row and the column that is mended there. */
export interface GridLine {
  row: BadLine;
  column: string;
  first: boolean;
}

/** Each row once for the column it was set aside for, and once more for every other that was then found bad. */
export function linesOf(rows: readonly BadLine[], work: Record<number, RowWork>): GridLine[] {
  return rows.flatMap((row) => {
    const more = Object.keys(work[row.line]?.faults ?? {}).filter(
      (c) => c !== row.column && row.cells.some((x) => x.field === c),
    );
    return [row.column, ...more].map((column, i) => ({ row, column, first: i === 0 }));
  });
}

/** Rows that have the same word in the same column and are still to be mended. */
export interface EqualWords {
  line: number;
  column: string;
  value: string;
  n: number;
}

/** The words that stand in more than one row, the most first. */
export function equalWords(rows: readonly BadLine[], work: Record<number, RowWork>): EqualWords[] {
  const found = new Map<string, EqualWords>();
  for (const r of rows) {
    if (r.kind !== "word" || r.state !== "set_aside" || work[r.line]?.state === "saved") continue;
    const value = r.cells.find((c) => c.field === r.column)?.value ?? "";
    const key = `${r.column} ${value}`;
    const held = found.get(key);
    if (held) held.n++;
    else found.set(key, { line: r.line, column: r.column, value, n: 1 });
  }
  return [...found.values()].filter((w) => w.n > 1).sort((a, b) => b.n - a.n);
}

/** How many rows a resubmission would load: what the server knew, and what was mended or taken back since. */
export function readyRows(known: number, rows: readonly BadLine[], work: Record<number, RowWork>): number {
  const now = (state: string, done: string) =>
    rows.filter((r) => r.state === state && work[r.line]?.state === done).length;
  return known + now("set_aside", "saved") - now("corrected", "refused");
}
