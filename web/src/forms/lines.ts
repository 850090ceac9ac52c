import type { Ask } from "@/api/types";
import { numberOf } from "@/parts/format";
import { plainNumber } from "./answers";

/** One line of an answer: texts by what the line tells, `who` and `name` for the member it is about. */
export type Line = Record<string, string>;

/** The lines of an answer; what is no list of lines has none. */
export function linesOf(value: string): Line[] {
  if (!value.startsWith("[")) return [];
  try {
    const lines: unknown = JSON.parse(value);
    return Array.isArray(lines) ? lines.filter((l): l is Line => typeof l === "object" && l !== null) : [];
  } catch {
    return [];
  }
}

/** The lines as the answer that is kept; none is no answer. */
export const answerOf = (lines: readonly Line[]) => (lines.length > 0 ? JSON.stringify(lines) : "");

/** Whether a line lacks what every line tells. */
export const lineWants = (ask: Ask, line: Line) => ask.lines.some((q) => q.required && !line[q.name]?.trim());

/** The answer as it is sent: amounts without commas, lines in which nothing stands left out. */
export function sentLines(ask: Ask, value: string): string {
  const lines = linesOf(value).map((line) => {
    const out: Line = line.who ? { who: line.who } : {};
    for (const q of ask.lines) {
      const told = (line[q.name] ?? "").trim();
      if (told) out[q.name] = q.type === "money" || q.type === "int" ? plainNumber(told) : told;
    }
    return out;
  });
  return answerOf(lines.filter((l) => Object.keys(l).some((k) => k !== "who")));
}

/** The money of all lines, costs taken off; undefined where no amount can be read. */
export function sumOf(ask: Ask, value: string): number | undefined {
  let sum: number | undefined;
  for (const line of linesOf(value)) {
    for (const q of ask.lines) {
      const n = q.type === "money" ? numberOf(line[q.name] ?? "") : null;
      if (n !== null) sum = (sum ?? 0) + (q.less ? -n : n);
    }
  }
  return sum;
}

/** An answer as text, lines one below the other, as the server words them in the file. */
export function linesText(value: string): string {
  const lines = linesOf(value);
  if (lines.length === 0) return value;
  return lines
    .map(({ who, name, ...told }) => [name || who, ...Object.values(told)].filter(Boolean).join(" · "))
    .join("\n");
}
