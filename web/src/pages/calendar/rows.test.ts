import { describe, expect, it } from "vitest";
import type { Due } from "@/api/deliveries";
import { letterOf, monthAfter, rowsOf } from "./rows";

const due = (owner: string, table: string, month: string, more: Partial<Due> = {}): Due => ({
  month,
  owner,
  table,
  label: table,
  county: "522631000000",
  county_name: "黎平县",
  due_on: `${month}-10`,
  state: "later",
  days_late: 0,
  batch: 0,
  files: 0,
  accepted: 0,
  waiting: 0,
  uploaded_on: "",
  ...more,
});

describe("the rows of the calendar", () => {
  it("are none where nothing is due", () => expect(rowsOf([])).toEqual([]));
  it("have a table's months together, and its department's tables", () => {
    const rows = rowsOf([
      due("医保", "a", "2025-05"),
      due("医保", "b", "2025-05"),
      due("医保", "a", "2025-06"),
      due("医保", "b", "2025-06"),
    ]);
    expect(rows.map((o) => o.tables.map((t) => t.months.map((m) => m.month)))).toEqual([
      [
        ["2025-05", "2025-06"],
        ["2025-05", "2025-06"],
      ],
    ]);
  });
  it("begin with who is late now, not with who was", () => {
    const rows = rowsOf([
      due("医保", "a", "2025-05", { state: "overdue" }),
      due("民政", "b", "2025-05"),
      due("残联", "c", "2025-05"),
      due("医保", "a", "2025-06", { state: "delivered" }),
      due("民政", "b", "2025-06", { state: "soon" }),
      due("残联", "c", "2025-06", { state: "overdue" }),
    ]);
    expect(rows.map((o) => o.owner)).toEqual(["残联", "民政", "医保"]);
  });
});

describe("a letter", () => {
  const of = (...d: Due[]) => letterOf(rowsOf(d)[0] ?? { owner: "", county: "", countyName: "", tables: [] });
  it("is not written where nothing is open", () => {
    expect(of(due("医保", "a", "2025-06", { state: "delivered" }))).toBeNull();
  });
  it("asks for errors before it reminds", () => {
    expect(
      of(
        due("医保", "a", "2025-06", { state: "delivered", waiting: 2 }),
        due("医保", "b", "2025-06", { state: "overdue" }),
      ),
    ).toBe("errors");
    expect(of(due("医保", "b", "2025-06", { state: "soon" }))).toBe("reminder");
  });
});

it.each([
  ["2025-12", 1, "2026-01"],
  ["2025-01", -1, "2024-12"],
  ["2025-06", 0, "2025-06"],
])("the month %s and %d is %s", (month, n, want) => expect(monthAfter(month, n)).toBe(want));
