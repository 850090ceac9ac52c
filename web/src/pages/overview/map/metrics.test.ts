import { describe, expect, it } from "vitest";
import type { DivisionCount, HouseholdCount } from "@/api/types";
import { classNames, classOf, metrics } from "./metrics";

const d = (late: number, tasks: number) =>
  ({ late, tasks, open: tasks, monitored: 0 }) as unknown as DivisionCount;
const h = (registered: number, alerted = 0, monitored = 0, helped = 0): HouseholdCount => ({
  code: "",
  registered,
  alerted,
  monitored,
  helped,
});
const [late, alerted, , helpless] = metrics;

describe("what a map shows", () => {
  it.each([
    ["a division without households is unknown, not 0", late, d(0, 0), h(0), "unknown", null],
    ["without open tasks there is no share", late, d(0, 0), h(100), "none", null],
    ["nothing late is the first class", late, d(0, 40), h(100), 0, 0],
    ["little is the second", late, d(1, 100), h(100), 1, 1],
    ["a class begins with its least", late, d(2, 100), h(100), 2, 2],
    ["the last has no end", late, d(9, 10), h(100), 90, 5],
    ["alerts are per thousand households", alerted, d(0, 0), h(1000, 10), 10, 4],
    ["before the households are counted nothing is known", alerted, d(0, 0), undefined, "unknown", null],
    ["where nobody is monitored nobody lacks a measure", helpless, d(0, 0), h(100), "none", null],
    ["who is monitored without a measure", helpless, d(0, 0), h(100, 0, 4, 3), 25, 5],
  ] as const)("%s", (_, m, division, households, value, shade) => {
    if (!m) throw new Error("no such metric");
    expect(m.of(division, households)).toBe(value);
    expect(classOf(m, value)).toBe(shade);
  });
  it("shades alerts and monitored households in the neutral ramp", () => {
    expect(metrics.map((m) => [m.name, m.ramp])).toEqual([
      ["late", "late"],
      ["alerted", "rate"],
      ["listed", "rate"],
      ["helpless", "late"],
    ]);
  });
  it("names its classes as the legend has them", () => {
    expect(classNames(late)).toEqual(["0", "<2", "2–5", "5–10", "10–20", "≥20"]);
    expect(alerted && classNames(alerted)).toEqual(["<3", "3–5", "5–7", "7–9", "9–11", "≥11"]);
  });
});
