import { describe, expect, it } from "vitest";
import { oddAt, pasted, suggest } from "./suggest";

describe("a suggestion", () => {
  it.each([
    ["id", "52263119850101001", "a number of a person is never guessed"],
    ["missing", "", "what is left out is not known"],
    ["money", "壹仟贰", "words are not read as digits"],
    ["money", "1,2O4.505", "three decimals are no amount"],
    ["date", "2026/13/02", "there is no month 13"],
    ["date", "2025-O2-3O", "there is no 30 February"],
    ["word", "县级", "a word that is none has no nearest"],
  ])("%s %s: none, %s", (kind, cell) => {
    expect(suggest(kind, cell, ["一级", "二级"])).toBeNull();
  });
  it.each([
    ["money", "1,2O4.50", "1204.50"],
    ["money", "３ l20", "3120"],
    ["money", "￥310.00元", "310.00"],
    ["number", "l2", "12"],
    ["date", "2026-1O-08", "2026-10-08"],
    ["date", "2025年3月2日", "2025-03-02"],
    ["date", "2025.3", "2025-03"],
    ["word", " 二级　", "二级"],
  ])("%s %s: %s", (kind, cell, want) => {
    expect(suggest(kind, cell, ["一级", "二级"])).toBe(want);
  });
  it("is none where the cell is well written: then something else is wrong", () => {
    expect(suggest("money", "310.00", [])).toBeNull();
  });
});

it("the wrong character is found by its place, in characters", () => {
  expect(oddAt("money", "1,2O4.50")).toBe(3);
  expect(oddAt("date", "２025-01-01")).toBe(0);
  expect(oddAt("money", "310.00")).toBe(-1);
  expect(oddAt("word", "县级")).toBe(-1);
});

describe("what is pasted", () => {
  it("is one cell where it is one line, with or without its end", () => {
    expect(pasted("12\n")).toBeNull();
  });
  it("is a column where it is several; of several columns the first", () => {
    expect(pasted("12\tx\r\n13\ty\r\n")).toEqual(["12", "13"]);
    expect(pasted("12\n\n13")).toEqual(["12", "", "13"]);
  });
});
