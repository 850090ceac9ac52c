import { currentPrefs } from "@/app/prefs";

/** Whole number with comma groups and a true minus sign. */
export const whole = (n: number) => n.toLocaleString("en-US").replace("-", "−");

/** Money of a table, full digits, two decimals. */
export const yuan = (n: number) =>
  n.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace("-", "−");

/** A value that evidence gives, with its unit: money with its commas, 家庭人口数 with nothing between. */
export function valued(value: string, unit: string, p: (text: string) => string): string {
  const n = unit === "元" ? numberOf(value) : null;
  return n === null ? `${p(value)}${value === "未知" ? "" : p(unit)}` : `${yuan(n)} ${p(unit)}`;
}

/** Amounts within a text that somebody wrote down: 收入 18600.00 元 as 收入 18,600.00 元. */
export const withCommas = (text: string) =>
  text.replace(/\b\d{4,}(?:\.\d\d)?(?= ?(?:元|yuan)(?![a-z]))/g, (n) => yuan(Number(n)));

/** Money of a sentence, without decimals where it is whole. */
export const shortYuan = (n: number) => (Number.isInteger(n) ? whole(n) : yuan(n));

/** A key figure: from 10,000 in 万 and from a hundred million in 亿, as pages of leaders have it. */
export function figure(n: number): { value: string; unit: string } {
  if (currentPrefs().language === "en" || Math.abs(n) < 10_000) return { value: whole(n), unit: "" };
  if (Math.abs(n) >= 1e8) return { value: (n / 1e8).toFixed(2), unit: "亿" };
  return { value: (n / 1e4).toFixed(Math.abs(n) >= 1e6 ? 1 : 2), unit: "万" };
}

/** 2026-11-18 as 11-18, with the year where it is not the year of today. */
export function shortDay(day: string, today?: string): string {
  if (!day) return "—";
  return today && day.slice(0, 4) !== today.slice(0, 4) ? day : day.slice(5);
}

/** 11-18 15:02 of a moment, in the time of the place. */
export function moment(at: string): string {
  const d = new Date(at);
  if (Number.isNaN(d.getTime())) return at;
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Shanghai",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(d);
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${of("month")}-${of("day")} ${of("hour")}:${of("minute")}`;
}

/** 2026-11-18 of a moment, in the time of the place. */
export const dayOf = (at: string) => new Date(at).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

const DAY = 86_400_000;

/** Days from one date to another, both YYYY-MM-DD. */
export const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The date so many days later. */
export const addDays = (day: string, n: number) =>
  new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);

/** A value that evidence gives as text, as a number; null where it is not one. */
export function numberOf(value: string): number | null {
  const n = Number(value.replaceAll(",", ""));
  return value.trim() === "" || Number.isNaN(n) ? null : n;
}
