import { describe, expect, it } from "vitest";
import type { BadLine } from "@/api/deliveries";
import { equalWords, linesOf, readyRows } from "./lines";

const row = (line: number, value: string, more: Partial<BadLine> = {}): BadLine => ({
  line,
  state: "set_aside",
  state_label: "",
  column: "kind",
  label: "",
  kind: "word",
  reason: "",
  faults: [],
  cells: [
    { field: "kind", label: "", value },
    { field: "status", label: "", value: "x" },
  ],
  ...more,
});

describe("the lines of the grid", () => {
  it("are one a row until another cell is found bad", () => {
    const rows = [row(2, "a"), row(3, "b")];
    const of = (work: Parameters<typeof linesOf>[1]) =>
      linesOf(rows, work).map((l) => `${l.row.line} ${l.column}`);
    expect(of({})).toEqual(["2 kind", "3 kind"]);
    expect(of({ 2: { state: "refused", faults: { kind: "!", status: "!", "": "!" } } })).toEqual([
      "2 kind",
      "2 status",
      "3 kind",
    ]);
  });
});

describe("equal words", () => {
  it("are none where a word stands once, is mended, or is no word", () => {
    expect(equalWords([row(2, "a"), row(3, "b")], {})).toEqual([]);
    expect(equalWords([row(2, "a"), row(3, "a", { state: "corrected" })], {})).toEqual([]);
    expect(equalWords([row(2, "a"), row(3, "a")], { 3: { state: "saved", faults: {} } })).toEqual([]);
    expect(equalWords([row(2, "a", { kind: "id" }), row(3, "a", { kind: "id" })], {})).toEqual([]);
  });
  it("come with the most first", () => {
    const rows = [row(2, "a"), row(3, "b"), row(4, "b"), row(5, "a"), row(6, "b")];
    expect(equalWords(rows, {}).map((w) => [w.value, w.n, w.line])).toEqual([
      ["b", 3, 3],
      ["a", 2, 2],
    ]);
  });
});

it("rows that are ready are those of before and those of now, each once", () => {
  const rows = [row(2, "a", { state: "corrected" }), row(3, "b"), row(4, "c")];
  const saved = { state: "saved" as const, faults: {} };
  expect(readyRows(1, rows, { 2: saved, 3: saved, 4: { state: "refused", faults: {} } })).toBe(2);
  expect(readyRows(1, rows, { 2: { state: "refused", faults: {} } })).toBe(0);
});
