import { describe, expect, it } from "vitest";
import { newOnce, subjectOf } from "./photos";
import { keptSize, mostSide } from "./shrink";

describe("the size of a photo", () => {
  it.each([
    ["a large one is as large as may be", 4000, 3000, 1600, 1200],
    ["an upright one likewise", 3000, 4000, 1200, 1600],
    ["a small one stays", 640, 480, 640, 480],
    ["a strip keeps a line", 9000, 1, 1600, 1],
  ])("%s", (_, width, height, w, h) => {
    expect(keptSize(width, height)).toEqual({ width: w, height: h });
    expect(Math.max(w, h)).toBeLessThanOrEqual(mostSide);
  });
});

describe("what a photo is of", () => {
  it.each([
    ["dispatched", "入户"],
    ["clear_applied", "入户"],
    ["monitored", "入户"],
    ["comparing", "评议"],
    ["clear_visited", "评议"],
    ["meeting", "张贴"],
    ["clear_meeting", "张贴"],
    ["publicity", "期满"],
    ["clear_publicity", "期满"],
  ])("in %s: %s", (state, of) => {
    expect(subjectOf(state)).toBe(of);
  });
});

it("every photo has a name of its own, as the server reads it", () => {
  const names = Array.from({ length: 200 }, newOnce);
  expect(names.every((n) => /^[0-9A-HJKMNP-TV-Z]{16}$/.test(n))).toBe(true);
  expect(new Set(names).size).toBe(200);
});
