import { useRef, useState } from "react";
import { correctRow } from "@/api/deliveries";
import { asProblem } from "@/api/problem";

/** A cell of the grid: a row in quarantine and one of its columns. */
export const cellKey = (line: number, column: string) => `${line} ${column}`;

export type CellState = "saving" | "saved" | "refused";

/** What was done with a row in this sitting. */
export interface RowWork {
  state: CellState;
  /** What is still wrong, by column; "" for the row as a whole. */
  faults: Record<string, string>;
}

export interface Grid {
  draft: Record<string, string>;
  work: Record<number, RowWork>;
  write: (line: number, column: string, value: string) => void;
  drop: (line: number, column: string) => void;
  save: (line: number) => Promise<void>;
}

/**
 * What is written into the grid. A row is sent when its cell is left, whole: all that
 * was written into it goes along, so that a row with two faults is saved once both are
 * mended.
 */
export function useGrid(batch: number): Grid {
  const [draft, setDraft] = useState<Record<string, string>>({});
  const [work, setWork] = useState<Record<number, RowWork>>({});
  /** What of a row the server has heard, so that leaving a cell twice sends it once. */
  const heard = useRef<Record<number, string>>({});
  const held = useRef(draft);
  held.current = draft;

  const put = (change: (d: Record<string, string>) => Record<string, string>) => {
    held.current = change(held.current);
    setDraft(held.current);
  };
  const write = (line: number, column: string, value: string) =>
    put((d) => ({ ...d, [cellKey(line, column)]: value }));
  const drop = (line: number, column: string) => put(({ [cellKey(line, column)]: _, ...others }) => others);
  const save = async (line: number) => {
    const own = Object.entries(held.current)
      .filter(([key]) => key.startsWith(`${line} `))
      .map(([key, value]) => [key.slice(key.indexOf(" ") + 1), value] as const);
    const cells = Object.fromEntries(own);
    const said = JSON.stringify(cells);
    if (Object.keys(cells).length === 0 || heard.current[line] === said) return;
    heard.current[line] = said;
    setWork((w) => ({ ...w, [line]: { state: "saving", faults: w[line]?.faults ?? {} } }));
    try {
      await correctRow(batch, line, cells);
      setWork((w) => ({ ...w, [line]: { state: "saved", faults: {} } }));
    } catch (e) {
      const problem = asProblem(e);
      const faults = Object.fromEntries(
        problem.faults.length > 0
          ? problem.faults.map((f) => [f.field ?? "", f.says])
          : [["", problem.code === "offline" ? "" : problem.message]],
      );
      if (problem.code === "offline") delete heard.current[line];
      setWork((w) => ({ ...w, [line]: { state: "refused", faults } }));
    }
  };
  return { draft, work, write, drop, save };
}
