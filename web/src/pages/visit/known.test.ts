import { describe, expect, it } from "vitest";
import type { Case, Item, Me, Next, VisitDue } from "@/api/types";
import { question } from "@/forms/question";
import { farOff, firstAnswers, knownOf } from "./known";

const item = (name: string, value: string): Item => ({
  name,
  label: name,
  value,
  unit: "元",
  kind: "fact",
  status: "",
  number: "",
});
const file = (gone: boolean, ...sum: Item[]) => ({ why: [{ gone, sum }] }) as unknown as Case;

const me = { today: "2026-11-18", user: { name: "吴正国" } } as Me;
const move = {
  move: "visit",
  asks: [
    question("visited_on", "日期", "date"),
    question("visitor_1", "入户人", "text"),
    question("income_wage", "工资", "lines"),
    question("rigid_spending", "支出", "money"),
    question("conclusion", "研判", "text"),
  ],
} as unknown as Next;

describe("what is known before the visit", () => {
  it("takes nothing from an alert that the data no longer raise", () => {
    expect(knownOf(file(true, item("rigid_costs", "11692.00")))).toEqual({});
  });
  it("takes nothing that is unknown", () => {
    expect(knownOf(file(false, item("latest_income.wage_income", "未知")))).toEqual({});
  });
  it("counts business income without its cost", () => {
    const known = knownOf(
      file(
        false,
        item("latest_income.business_income", "13630"),
        item("latest_income.business_cost", "2981"),
      ),
    );
    expect(known.income_business).toBe(10649);
  });
  it("never fills in the judgement", () => {
    // Income is told line by line: its sum stands beside the question only.
    const known = file(
      false,
      item("rigid_costs", "11692.00"),
      item("latest_income.wage_income", "18000.00"),
      item("latest_income.business_income", "900.00"),
    );
    const first = firstAnswers(known, move, me);
    expect(Object.keys(first).sort()).toEqual(["rigid_spending", "visited_on", "visitor_1"]);
  });
  it("has what the last visit was told of the same form, and asks nothing that the form does not ask", () => {
    const due = { move: "visit", known: [{ name: "rigid_spending", value: "9000" }] } as unknown as VisitDue;
    expect(firstAnswers(file(false, item("rigid_costs", "11692.00")), move, me, due).rigid_spending).toBe(
      "9000",
    );
    expect(
      firstAnswers(
        file(false, item("rigid_costs", "1.00")),
        { ...move, move: "follow_visit", asks: [] },
        me,
        due,
      ),
    ).toEqual({});
  });
});

describe("an amount far from what is known", () => {
  it("is not one where nothing is known, written, or large", () => {
    expect(farOff("1860", undefined)).toBe(false);
    expect(farOff("", 18640)).toBe(false);
    expect(farOff("10", 900)).toBe(false);
  });
  it("is one where a digit may be missing or too many", () => {
    expect(farOff("1,860", 18640)).toBe(true);
    expect(farOff("186400", 18640)).toBe(true);
    expect(farOff("15000", 18640)).toBe(false);
  });
});
