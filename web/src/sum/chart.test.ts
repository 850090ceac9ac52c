import { describe, expect, it } from "vitest";
import type { Item } from "@/api/types";
import { chartOf } from "./chart";

const money = (name: string, value: string, label = name): Item => ({
  name,
  label,
  value,
  unit: "元",
  kind: "fact",
  status: "",
  number: "",
});
const param = (name: string, value: string, unit = "元"): Item => ({
  name,
  label: name,
  value,
  unit,
  kind: "param",
  status: "example",
  number: "",
});
const persons = (n: string): Item => ({ ...money("members", n), unit: "人" });
const year = (wages: string, business: string, cost: string): Item[] => [
  money("latest_income.wage_income", wages, "收入年度的收入·工资性收入"),
  money("latest_income.business_income", business),
  money("latest_income.property_income", "未知"),
  money("latest_income.business_cost", cost),
];

describe("a sum of money against its line", () => {
  it("keeps an axis that begins at zero, and one below it where more was spent than came in", () => {
    const left = (rigid: string) =>
      chartOf([
        money("net_income", "13485"),
        ...year("6607", "8210", "1332"),
        param("monitoring_line", "8700"),
        persons("1"),
        money("rigid_costs", rigid),
        money("medical_self_paid", rigid),
      ]);
    expect(left("5000")?.min).toBe(0);
    const over = left("20698");
    expect(over?.bars.find((b) => b.name === "medical_self_paid")?.from).toBe(-7213);
    expect(over?.min).toBeLessThanOrEqual(-7213);
  });
  it("is not drawn where nothing is compared with money", () => {
    expect(chartOf([{ ...money("labour", "4"), unit: "人" }])).toBeNull();
    expect(chartOf([])).toBeNull();
  });
  it("is not drawn where the income is not known", () => {
    expect(chartOf([money("net_income", "未知"), param("monitoring_line", "8700"), persons("4")])).toBeNull();
  });
  it("holds what is left after rigid spending against line × persons", () => {
    const c = chartOf([
      money("net_income", "15660.00"),
      ...year("3915.00", "13630.00", "2981.00"),
      param("monitoring_line", "8700.00"),
      persons("1"),
      money("rigid_costs", "11692.00"),
      money("medical_self_paid", "11692.00"),
    ]);
    expect(c?.line).toMatchObject({ at: 8700, kind: "monitoring" });
    expect(c?.decides).toBe(3968);
    expect(c?.bars.at(-1)?.gap).toEqual([3968, 8700]);
  });
  it("puts each part where the one before it ended", () => {
    const bars = chartOf([
      money("net_income", "14564"),
      ...year("3915", "13630", "2981"),
      param("monitoring_line", "8700"),
      persons("4"),
    ])?.bars;
    expect(bars?.map((b) => [b.from, b.to])).toEqual([
      [0, 3915],
      [3915, 17545],
      [17545, 17545],
      [14564, 17545],
      [0, 14564],
    ]);
  });
  it("leaves what is not known without an amount and without a width", () => {
    const bar = chartOf([
      money("net_income", "14564"),
      ...year("3915", "13630", "2981"),
      param("monitoring_line", "8700"),
      persons("4"),
    ])?.bars[2];
    expect(bar).toMatchObject({ amount: null, from: 17545, to: 17545 });
  });
  it("names a part by the last word of its label", () => {
    const bars = chartOf([
      money("net_income", "14564"),
      ...year("3915", "13630", "2981"),
      param("monitoring_line", "8700"),
      persons("4"),
    ])?.bars;
    expect(bars?.[0]?.label).toBe("工资性收入");
  });
  it("holds a fallen income against the share of the year before", () => {
    const c = chartOf([
      money("earlier_net", "96120.96"),
      money("net_income", "59595"),
      param("income_drop_share", "0.3", ""),
    ]);
    expect(c?.line.kind).toBe("drop");
    expect(c?.line.at).toBeCloseTo(67284.67, 2);
  });
  it("holds rigid spending against its share of the income", () => {
    const c = chartOf([
      money("net_income", "15660"),
      money("rigid_costs", "11692"),
      param("rigid_share", "0.5", ""),
    ]);
    expect(c?.line).toMatchObject({ at: 7830, kind: "share" });
    expect(c?.decides).toBe(11692);
  });
  it("takes the share that holds for the household's kind", () => {
    const items = [
      money("medical_self_paid", "18644"),
      param("rural_income_per_capita", "15800"),
      param("medical_share_general", "1", ""),
      param("medical_share_lifted", "0.5", ""),
    ];
    expect(chartOf(items)?.line.at).toBe(15800);
    expect(chartOf([...items, { ...money("under_care", "是"), unit: "" }])?.line.at).toBe(7900);
  });
  it("holds one amount against one parameter", () => {
    const c = chartOf([money("education_self_paid", "12020"), param("education_burden", "10000")]);
    expect(c).toMatchObject({ decides: 12020, line: { at: 10000, kind: "param" } });
  });
});
