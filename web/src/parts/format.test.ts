import { describe, expect, it, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => null });
const {
  addDays,
  daysBetween,
  figure,
  moment,
  numberOf,
  shortDay,
  shortYuan,
  valued,
  whole,
  withCommas,
  yuan,
} = await import("./format");

describe("numbers as pages write them", () => {
  it("give money of evidence its commas, and leave a count, a year and a gap as they are", () => {
    const p = (text: string) => text;
    expect(valued("18270.00", "元", p)).toBe("18,270.00 元");
    expect([valued("3", "人", p), valued("未知", "元", p), valued("2022", "年", p)]).toEqual([
      "3人",
      "未知",
      "2022年",
    ]);
  });
  it("give amounts within a text their commas, and leave other numbers alone", () => {
    expect(withCommas("本地务工 · 收入 18600.00 元 · 口述")).toBe("本地务工 · 收入 18,600.00 元 · 口述");
    expect(withCommas("income 18600.00 yuan, since 2024")).toBe("income 18,600.00 yuan, since 2024");
    expect(withCommas("户 52263100120700065，860.00 元")).toBe("户 52263100120700065，860.00 元");
  });
  it("have comma groups and a true minus", () => {
    expect(whole(-1234567)).toBe("−1,234,567");
    expect(yuan(-20.5)).toBe("−20.50");
    expect([shortYuan(36000), shortYuan(7322.5)]).toEqual(["36,000", "7,322.50"]);
  });
  it("are in 万 and 亿 as key figures", () => {
    expect(figure(9999)).toEqual({ value: "9,999", unit: "" });
    expect(figure(43_400)).toEqual({ value: "4.34", unit: "万" });
    expect(figure(7_654_000)).toEqual({ value: "765.4", unit: "万" });
    expect(figure(123_456_789)).toEqual({ value: "1.23", unit: "亿" });
  });
  it("are not made of what is not one", () => {
    expect([numberOf("未知"), numberOf(""), numberOf("1,204.50")]).toEqual([null, null, 1204.5]);
  });
});

describe("days as pages write them", () => {
  it("carry their year where it is not this one", () => {
    expect(shortDay("2026-11-18", "2026-11-25")).toBe("11-18");
    expect(shortDay("2025-11-18", "2026-11-25")).toBe("2025-11-18");
    expect(shortDay("")).toBe("—");
  });
  it("are counted over months and years", () => {
    expect(daysBetween("2026-12-30", "2027-01-02")).toBe(3);
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  });
  it("show a moment in the time of the place", () => {
    expect(moment("2026-11-17T17:02:00Z")).toBe("11-18 01:02");
    expect(moment("never")).toBe("never");
  });
});
