/** A cell written into a sheet of bad rows, and how it was before; undefined: as the server has it. */
export interface Written {
  line: number;
  column: string;
  from: string | undefined;
  to: string | undefined;
}

/** What was done in one go; undone and redone as one. */
export type Step = readonly Written[];

/** What can be taken back, and what was. */
export interface Past {
  done: readonly Step[];
  undone: readonly Step[];
}

/** How many steps back are kept. */
const longest = 500;

/** A step more; what had been undone before it is gone, and a step that changes nothing is none. */
export function did(past: Past, step: Step): Past {
  const real = step.filter((w) => w.from !== w.to);
  return real.length === 0 ? past : { done: [...past.done, real].slice(-longest), undone: [] };
}

/** The cells that an undo writes, with what is left to undo; null where nothing is. */
export function undo(past: Past): { step: Step; past: Past } | null {
  const last = past.done.at(-1);
  if (!last) return null;
  const step = last.map((w) => ({ ...w, from: w.to, to: w.from })).reverse();
  return { step, past: { done: past.done.slice(0, -1), undone: [...past.undone, last] } };
}

/** The cells that a redo writes. */
export function redo(past: Past): { step: Step; past: Past } | null {
  const step = past.undone.at(-1);
  if (!step) return null;
  return { step, past: { done: [...past.done, step], undone: past.undone.slice(0, -1) } };
}
