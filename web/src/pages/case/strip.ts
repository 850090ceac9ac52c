import type { Case, Clock } from "@/api/types";
import { publicityLeft } from "@/parts/deadline";
import { addDays, daysBetween } from "@/parts/format";

/** A block of the day strip, in days from T0: it covers from (inclusive) to (exclusive). */
export interface Block {
  state: string;
  label: string;
  kind: "done" | "now" | "late" | "wait" | "ahead" | "hang";
  from: number;
  to: number;
  /** The last day it may begin; empty for what is done or running. */
  latest: string;
}

export interface Strip {
  days: string[];
  /** Days gone since T0, and the length of the whole. */
  gone: number;
  whole: number;
  today: number;
  blocks: Block[];
  /** By how many days the whole will be late as things stand; 0: it will not. */
  behind: number;
}

/** States of the way in which the household's name hangs on the board. */
const hanging = "publicity";

/**
 * The strip of the whole clock: what is done, the step that runs, and the steps
 * ahead at their latest beginnings counted back from the last day. Null where the
 * whole clock does not run (before the dispatch, after the decision).
 */
export function stripOf(file: Pick<Case, "case" | "clock">, today: string): Strip | null {
  const { clock, case: c } = file;
  const at = clock.steps.findIndex((s) => s.state === c.state);
  if (!clock.t0 || !clock.whole_due_on || at < 0) return null;
  const day = (d: string) => daysBetween(clock.t0, d);
  const whole = day(clock.whole_due_on);
  const now = day(today);
  const end = Math.max(whole, now) + 1;
  const began = Math.max(0, day(clock.state_since));

  const blocks: Block[] = [];
  const done = clock.steps.slice(0, at);
  if (began > 0 && done.length > 0) {
    blocks.push({
      state: "done",
      label: done.map((s) => s.state).join(","),
      kind: "done",
      from: 0,
      to: began,
      latest: "",
    });
  }
  const current = clock.steps[at];
  if (current) {
    const hang = c.state === hanging && c.posted_on ? day(addDays(c.posted_on, 6)) : 0;
    const until = Math.max(now + 1, began + 1, Math.min(hang, end));
    blocks.push({
      state: current.state,
      label: current.label,
      kind: kindOfNow(c, clock, today),
      from: began,
      to: until,
      latest: "",
    });
    blocks.push(...ahead(clock, at, until, end, day));
  }
  const next = clock.steps[at + 1];
  const behind = next?.latest_start ? Math.max(0, now - day(next.latest_start)) : Math.max(0, now - whole);
  return {
    days: Array.from({ length: end }, (_, i) => addDays(clock.t0, i)),
    gone: Math.max(0, now),
    whole,
    today: now,
    blocks,
    behind,
  };
}

function kindOfNow(c: Case["case"], clock: Clock, today: string): Block["kind"] {
  if (clock.light === "late") return "late";
  if (clock.light === "paused" || publicityLeft(c, today) !== null) return "wait";
  return "now";
}

/** Each step ahead lasts until the one behind it must begin; one that has no day of its own is left out. */
function ahead(clock: Clock, at: number, from: number, end: number, day: (d: string) => number): Block[] {
  const out: Block[] = [];
  let start = from;
  for (const [i, step] of clock.steps.entries()) {
    if (i <= at) continue;
    const next = clock.steps[i + 1];
    const stop = Math.min(end, next?.latest_start ? Math.max(start, day(next.latest_start)) : end);
    if (stop > start) {
      const kind = step.state === hanging ? "hang" : "ahead";
      out.push({
        state: step.state,
        label: step.label,
        kind,
        from: start,
        to: stop,
        latest: step.latest_start,
      });
    }
    start = Math.max(start, stop);
  }
  return out;
}
