import { describe, expect, it } from "vitest";
import { monthsBack, share, tenth } from "./share";

describe("a rule's precision", () => {
  it.each([
    ["is not told where no clue has ended", 0, 0, null],
    ["is how many of how many, of few", 3, 19, "3/19"],
    ["is a share from enough on", 5, 20, 25],
    ["is zero of many", 0, 40, 0],
  ] as const)("%s", (_, listed, ended, want) => {
    expect(share(listed, ended, 20)).toBe(want);
  });
});

describe("a value to try", () => {
  it.each([
    ["money a tenth up", "5,000.00", "money", 1, "5500"],
    ["money a tenth down", "5000", "money", -1, "4500"],
    ["a share keeps four places", "0.3", "share", 1, "0.33"],
    ["days by one at least", "3", "int", -1, "2"],
    ["nothing is nothing", "", "money", 1, ""],
  ] as const)("%s", (_, value, kind, way, want) => {
    expect(tenth(value, kind, way)).toBe(want);
  });
});

describe("months to choose from", () => {
  it("go back over the year, the newest first", () => {
    expect(monthsBack("2025-02-10", 3, "")).toEqual(["2025-02", "2025-01", "2024-12"]);
  });
  it("hold the chosen one, however old", () => {
    expect(monthsBack("2025-02-10", 1, "2019-05")).toEqual(["2025-02", "2019-05"]);
    expect(monthsBack("2025-02-10", 1, "2025-02")).toEqual(["2025-02"]);
  });
});
