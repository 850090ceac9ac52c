import { useRef, useState } from "react";
import { correctRows } from "@/api/deliveries";
import { asProblem } from "@/api/problem";
import { did, type Past, redo, type Step, undo } from "./past";

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
  save: (...lines: number[]) => Promise<void>;
  /** Takes the last thing back that was written, or does it again; over as many as were done. */
  undo: () => void;
  redo: () => void;
}

/** Rows that one request keeps. */
const atOnce = 500;

/**
 * What is written into the grid. A row is sent when its cell is left, whole, and kept as
 * it is, right or not; what is still wrong comes back beside it. A cell without a draft
 * has what the file had, or what an earlier sitting made of it.
 */
export function useGrid(batch: number): Grid {
  const [draft, setDraft] = useState<Record<string, string>>({});
  const [work, setWork] = useState<Record<number, RowWork>>({});
  /** What of a row the server has heard, so that leaving a cell twice sends it once. */
  const heard = useRef<Record<number, Record<string, string>>>({});
  const held = useRef(draft);
  /** The draft when a cell was last left: what has been written since is a step. */
  const settled = useRef(draft);
  const past = useRef<Past>({ done: [], undone: [] });
  /** The request before: each waits for it, so that what was written last is what is kept. */
  const before = useRef<Promise<unknown>>(Promise.resolve());

  const put = (change: (d: Record<string, string>) => Record<string, string>) => {
    held.current = change(held.current);
    setDraft(held.current);
  };
  const drop = (line: number, column: string) => put(({ [cellKey(line, column)]: _, ...others }) => others);
  const write = (line: number, column: string, value: string) =>
    value === "" ? drop(line, column) : put((d) => ({ ...d, [cellKey(line, column)]: value }));
  const settle = () => {
    const [from, to] = [settled.current, held.current];
    settled.current = to;
    const step = [...new Set([...Object.keys(from), ...Object.keys(to)])].map((key) => {
      const at = key.indexOf(" ");
      return { line: Number(key.slice(0, at)), column: key.slice(at + 1), from: from[key], to: to[key] };
    });
    past.current = did(past.current, step);
  };
  /** What of a row the server has not heard yet; null where it knows all. */
  const unheard = (line: number) => {
    const own = Object.entries(held.current).filter(([key]) => key.startsWith(`${line} `));
    const cells = Object.fromEntries(own.map(([key, value]) => [key.slice(key.indexOf(" ") + 1), value]));
    const known = heard.current[line] ?? {};
    if (JSON.stringify(Object.entries(cells).sort()) === JSON.stringify(Object.entries(known).sort()))
      return null;
    heard.current[line] = cells;
    return { line, cells, back: Object.keys(known).filter((column) => !(column in cells)) };
  };
  const send = async (lines: readonly number[]) => {
    const changes = [...new Set(lines)].flatMap((line) => unheard(line) ?? []);
    for (let i = 0; i < changes.length; i += atOnce) {
      const some = changes.slice(i, i + atOnce);
      // A row that has been written again since waits for the answer to that.
      const put = (of: (line: number, was: RowWork | undefined) => RowWork) => {
        const latest = some.filter((c) => heard.current[c.line] === c.cells);
        setWork((w) => ({ ...w, ...Object.fromEntries(latest.map((c) => [c.line, of(c.line, w[c.line])])) }));
      };
      put((_, was) => ({ state: "saving", faults: was?.faults ?? {} }));
      const asked = before.current.then(() => correctRows(batch, some));
      before.current = asked.catch(() => undefined);
      try {
        const rows = new Map((await asked).map((r) => [r.line, r]));
        put((line) => {
          const row = rows.get(line);
          const faults = Object.fromEntries((row?.faults ?? []).map((f) => [f.field ?? "", f.says]));
          return { state: row?.state === "corrected" ? "saved" : "refused", faults };
        });
      } catch (e) {
        const problem = asProblem(e);
        const says = problem.code === "offline" ? "" : (problem.rest([])[0] ?? problem.message);
        put(() => ({ state: "refused", faults: { "": says } }));
        for (const c of some) if (heard.current[c.line] === c.cells) delete heard.current[c.line];
      }
    }
  };
  const save = (...lines: number[]) => {
    settle();
    return send(lines);
  };
  const go = (way: (past: Past) => { step: Step; past: Past } | null) => {
    settle();
    const went = way(past.current);
    if (!went) return;
    past.current = went.past;
    for (const w of went.step) write(w.line, w.column, w.to ?? "");
    settled.current = held.current;
    void send(went.step.map((w) => w.line));
  };
  return { draft, work, write, drop, save, undo: () => go(undo), redo: () => go(redo) };
}
