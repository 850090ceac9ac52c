import type { DivisionCount, HouseholdCount } from "@/api/types";

/** What a map shows of a division; without anything to divide by it is none, without data unknown. */
export type Value = number | "none" | "unknown";

export interface Metric {
  name: "late" | "alerted" | "listed" | "helpless";
  ramp: "late" | "rate";
  unit: "%" | "‰";
  /** Where the second to sixth class begin; they never move, so that months compare. */
  from: readonly [number, number, number, number, number];
  of: (d: DivisionCount, h: HouseholdCount | undefined) => Value;
}

/** Whether nothing at all is known of a division: no household is registered there. */
export const isUnknown = (h: HouseholdCount | undefined) => h?.registered === 0;

const share = (part: number, whole: number, times: number, h: HouseholdCount | undefined): Value => {
  if (isUnknown(h)) return "unknown";
  return whole === 0 ? "none" : (part / whole) * times;
};

/** Above nothing at all. */
const more = Number.MIN_VALUE;

/** The choices of the map, the first one is shown first; 预警率 is never a ranking. */
export const metrics: readonly [Metric, ...Metric[]] = [
  {
    name: "late",
    ramp: "late",
    unit: "%",
    from: [more, 2, 5, 10, 20],
    of: (d, h) => share(d.late, d.tasks, 100, h),
  },
  {
    name: "alerted",
    ramp: "rate",
    unit: "‰",
    from: [3, 5, 7, 9, 11],
    of: (_, h) => (h ? share(h.alerted, h.registered, 1000, h) : "unknown"),
  },
  {
    name: "listed",
    ramp: "rate",
    unit: "‰",
    from: [4, 8, 12, 16, 20],
    of: (_, h) => (h ? share(h.monitored, h.registered, 1000, h) : "unknown"),
  },
  {
    name: "helpless",
    ramp: "late",
    unit: "%",
    from: [more, 2, 5, 10, 20],
    of: (_, h) => (h ? share(h.monitored - h.helped, h.monitored, 100, h) : "unknown"),
  },
];

/** The class of a value, from 0; null where it has none. */
export const classOf = (m: Metric, v: Value) =>
  typeof v === "number" ? m.from.filter((least) => v >= least).length : null;

/** The six classes in words: 0, <2, 2–5 … ≥20. */
export const classNames = (m: Metric) =>
  Array.from({ length: 6 }, (_, i) => {
    const least = m.from[i - 1];
    const next = m.from[i];
    if (i === 0) return next === more ? "0" : `<${next}`;
    if (next === undefined) return `≥${least}`;
    return least === more ? `<${next}` : `${least}–${next}`;
  });

/** A value as it is read; unknown is the word for it. */
export const written = (m: Metric, v: Value, unknown: string) =>
  v === "unknown" ? unknown : v === "none" ? "—" : `${v.toFixed(1)}${m.unit}`;
