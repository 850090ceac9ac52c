import type { Item, Why } from "@/api/types";

/** A sum as plain text, to be put into a message or a report. */
export function copyText(
  why: Why,
  words: {
    says: string;
    conclusion: string;
    value: (i: Item) => string;
    example: string;
    cites: string;
    label: (text: string) => string;
  },
): string {
  const lines = [words.label(why.label)];
  if (words.conclusion) lines.push(words.conclusion);
  if (words.says) lines.push(words.says);
  for (const i of why.sum) {
    const source = i.kind === "param" ? ` [${i.status === "example" ? words.example : i.number}]` : "";
    lines.push(`${words.label(i.label)} = ${words.value(i)}${source}`);
  }
  if (words.cites) lines.push(words.cites);
  return lines.join("\n");
}
