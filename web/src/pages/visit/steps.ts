import type { Ask } from "@/api/types";
import { sections } from "@/forms/answers";

/** One screen of the form: neighbouring sections, few enough to be filled in at a table. */
export interface Step {
  titles: string[];
  asks: Ask[];
}

/** Puts the sections of a form into at most `most` steps, in order, so that they are as even as can be (least sum of squares). */
export function stepsOf(asks: readonly Ask[], most = 5): Step[] {
  const list = sections(asks);
  const count = Math.min(most, list.length);
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  const square = (from: number, to: number) =>
    list.slice(from, to).reduce((n, s) => n + s.asks.length, 0) ** 2;
  const split = (from: number, left: number, cuts: number[], squares: number) => {
    if (squares >= least) return;
    if (left === 1) {
      const all = squares + square(from, list.length);
      if (all < least) [best, least] = [[...cuts, list.length], all];
      return;
    }
    for (let to = from + 1; to <= list.length - left + 1; to++) {
      split(to, left - 1, [...cuts, to], squares + square(from, to));
    }
  };
  if (count > 0) split(0, count, [], 0);
  return best.map((to, i) => {
    const part = list.slice(best[i - 1] ?? 0, to);
    return { titles: part.map((s) => s.title).filter(Boolean), asks: part.flatMap((s) => s.asks) };
  });
}
