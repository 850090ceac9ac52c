import type { Ask } from "@/api/types";
import { linesOf, lineWants, sentLines } from "./lines";

/** The answers of a form as text, by question. */
export type Answers = Record<string, string>;

/** "Not sure", as the server knows it. */
export const UNSURE = "说不清";
export const YES = "是";
export const NO = "否";

/** An amount or number without the commas and spaces of its thousands. */
export const plainNumber = (value: string) => value.replace(/[,，\s]/g, "");

/** The questions of a form by section, in the order they are asked. */
export function sections(asks: readonly Ask[]): { title: string; asks: Ask[] }[] {
  const out: { title: string; asks: Ask[] }[] = [];
  for (const a of asks) {
    const last = out.at(-1);
    if (last && last.title === a.section) last.asks.push(a);
    else out.push({ title: a.section, asks: [a] });
  }
  return out;
}

/** What is sent: answers without commas and spaces around, nothing that is empty. */
export function sent(asks: readonly Ask[], answers: Answers): Answers {
  const out: Answers = {};
  for (const a of asks) {
    let value = (answers[a.name] ?? "").trim();
    if (a.type === "int" || a.type === "money") value = plainNumber(value);
    if (a.type === "lines" && value !== UNSURE) value = sentLines(a, value);
    if (value) out[a.name] = value;
  }
  return out;
}

/** Required questions that have no answer yet, and lines that were begun and lack something. */
export const missing = (asks: readonly Ask[], answers: Answers) =>
  asks.filter((a) => {
    const value = (answers[a.name] ?? "").trim();
    if (a.type !== "lines" || value === UNSURE) return a.required && !value;
    const lines = linesOf(value);
    return (a.required && lines.length === 0) || lines.some((l) => lineWants(a, l));
  });
