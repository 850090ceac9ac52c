/**
 * A rule's precision: of a hundred clues that ended, those that were listed. Of fewer
 * than enough it is told as "3/12", because one family more or less would move a
 * percentage by points; where none has ended, null.
 */
export function share(listed: number, ended: number, enough: number): number | string | null {
  if (ended === 0) return null;
  return ended < enough ? `${listed}/${ended}` : (100 * listed) / ended;
}

/** The months up to that of a day, newest first; and one more that has to be among them. */
export function monthsBack(day: string, n: number, more: string): string[] {
  const last = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const written = (m: number) => `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`;
  const out = Array.from({ length: n }, (_, i) => written(last - i));
  return more === "" || out.includes(more) ? out : [...out, more];
}

/** A value a tenth away from the one in force, the way that asks for fewer visits or more. */
export function tenth(value: string, kind: "money" | "share" | "int", way: 1 | -1): string {
  const n = Number(value.replaceAll(",", ""));
  if (value === "" || Number.isNaN(n)) return "";
  if (kind === "int") return String(Math.max(0, n + way * Math.max(1, Math.round(n / 10))));
  const moved = n * (1 + way / 10);
  return kind === "money" ? String(Math.round(moved)) : String(Math.round(moved * 1e4) / 1e4);
}
