import type { Ask } from "@/api/types";

/** The answers of a form as text, by question. */
export type Answers = Record<string, string>;

/** "Not sure", as the server knows it. */
export const UNSURE = "说不清";
export const YES = "是";
export const NO = "否";

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
    if (a.type === "int" || a.type === "money") value = value.replace(/[,，\s]/g, "");
    if (value) out[a.name] = value;
  }
  return out;
}

/** Required questions that have no answer yet. */
export const missing = (asks: readonly Ask[], answers: Answers) =>
  asks.filter((a) => a.required && !(answers[a.name] ?? "").trim());
