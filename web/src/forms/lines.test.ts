import { describe, expect, it } from "vitest";
import { Problem } from "@/api/problem";
import type { Ask } from "@/api/types";
import { missing, sent, UNSURE } from "./answers";
import { answerOf, linesOf, linesText, sumOf } from "./lines";
import { question } from "./question";

const cell = (name: string, type: "money" | "code", more = {}): Ask["lines"][number] => ({
  name,
  label: name,
  type,
  options: [],
  required: true,
  max: 0,
  unit: "",
  less: false,
  ...more,
});
const income = question("income", "收入", "lines", {
  who: true,
  unsure: true,
  lines: [
    cell("item", "code", { options: ["种植"] }),
    cell("amount", "money"),
    cell("cost", "money", { required: false, less: true }),
  ],
});
const whole = { who: "5226****1", name: "甲一", item: "种植", amount: "1,200.50", cost: " 200 " };

describe("an answer in lines", () => {
  it("has no lines where it is something else", () => {
    for (const odd of ["", "18600", "[", "{}", UNSURE]) expect(linesOf(odd)).toEqual([]);
  });
  it("adds its money up, costs taken off, and knows no sum where there is no amount", () => {
    expect(sumOf(income, answerOf([whole, { item: "种植", amount: "99.5" }]))).toBe(1100);
    expect(sumOf(income, answerOf([{ item: "种植" }]))).toBeUndefined();
    expect(sumOf(income, "")).toBeUndefined();
  });
  it("is sent without commas, without names, and without lines in which nothing stands", () => {
    const form = sent([income], { income: answerOf([{}, { who: "5226****1" }, whole]) });
    expect(form).toEqual({
      income: JSON.stringify([{ who: "5226****1", item: "种植", amount: "1200.50", cost: "200" }]),
    });
    expect(sent([income], { income: answerOf([{}]) })).toEqual({});
    expect(sent([income], { income: UNSURE })).toEqual({ income: UNSURE });
  });
  it("is missing while a line that was begun lacks something", () => {
    expect(missing([income], { income: answerOf([{ item: "种植" }]) })).toEqual([income]);
    expect(missing([income], { income: answerOf([whole]) })).toEqual([]);
    expect(missing([income], { income: UNSURE })).toEqual([]);
    expect(missing([income], {})).toEqual([]);
    const must = { ...income, required: true };
    expect(missing([must], { income: "" })).toEqual([must]);
  });
  it("reads as text, everything else as it is", () => {
    expect(linesText(answerOf([whole]))).toBe("甲一 · 种植 · 1,200.50 ·  200 ");
    expect(linesText(UNSURE)).toBe(UNSURE);
  });
  it("shows what the server says about a line at its question", () => {
    const p = new Problem(422, "refused", "", [{ field: "form.income/0/amount", says: "不是金额" }]);
    expect(p.at("income")).toBe("不是金额");
    expect(p.at("inc")).toBeUndefined();
    expect(p.rest(["income"])).toEqual([]);
  });
});
