import { describe, expect, it } from "vitest";
import { question } from "@/forms/question";
import { stepsOf } from "./steps";

const form = (...sizes: [string, number][]) =>
  sizes.flatMap(([section, n]) =>
    Array.from({ length: n }, (_, i) => question(`${section}${i}`, "", "text", { section })),
  );

describe("the steps of a form", () => {
  it("has none for a form that asks nothing", () => {
    expect(stepsOf([])).toEqual([]);
  });
  it("has one for a form without sections", () => {
    expect(stepsOf(form(["", 4])).map((s) => [s.titles, s.asks.length])).toEqual([[[], 4]]);
  });
  it("never has more steps than asked for, and keeps the order", () => {
    const steps = stepsOf(
      form(
        ["谁", 3],
        ["人", 2],
        ["收入", 4],
        ["支出", 1],
        ["两不愁", 2],
        ["三保障", 4],
        ["打算", 4],
        ["研判", 3],
      ),
    );
    expect(steps.map((s) => s.titles.join("+"))).toEqual([
      "谁+人",
      "收入+支出",
      "两不愁+三保障",
      "打算",
      "研判",
    ]);
  });
  it("keeps a section whole", () => {
    expect(stepsOf(form(["a", 9], ["b", 1])).map((s) => s.asks.length)).toEqual([9, 1]);
  });
});
