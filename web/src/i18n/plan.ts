import { useTranslation } from "@/i18n/react";

/**
 * Words of the plan package and sentences of the server are Chinese. English pages
 * look them up by the Chinese text; a key with {…} is a sentence with values in it,
 * and its English has the same names in braces.
 */
export type PlanWords = Record<string, string>;

interface Sentence {
  pattern: RegExp;
  names: string[];
  english: string;
  /** Characters that are not values: the longest sentence that fits is the right one. */
  fixed: number;
}

const exact = new Map<string, string>();
let sentences: Sentence[] = [];

const literal = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function sentence(chinese: string, english: string): Sentence {
  const names: string[] = [];
  let fixed = 0;
  const pattern = chinese.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith("{")) {
      fixed += part.length;
      return literal(part);
    }
    names.push(part.slice(1, -1));
    return "(.+?)";
  });
  return { pattern: new RegExp(`^${pattern.join("")}$`, "s"), names, english, fixed };
}

export function learnPlanWords(words: PlanWords): void {
  for (const [chinese, english] of Object.entries(words)) {
    if (chinese.includes("{")) sentences.push(sentence(chinese, english));
    else exact.set(chinese, english);
  }
  sentences = sentences.sort((a, b) => b.fixed - a.fixed);
}

/** The English of a Chinese text; null where nobody has written it. */
export function english(text: string): string | null {
  const word = exact.get(text);
  if (word !== undefined) return word;
  for (const s of sentences) {
    const found = s.pattern.exec(text);
    if (!found) continue;
    const values = new Map(s.names.map((name, i) => [name, found[i + 1] ?? ""]));
    return s.english.replace(/\{([^}]+)\}/g, (_, name: string) => {
      const value = values.get(name) ?? "";
      return exact.get(value) ?? value;
    });
  }
  return joined(text, "；", "; ") ?? joined(text, "、", ", ") ?? joined(text, "·", " · ");
}

/** Several sentences or words in one, with a Chinese mark between them; null where one of them is not known. */
function joined(text: string, mark: string, comma: string): string | null {
  if (!text.includes(mark)) return null;
  const parts = text.split(mark).map(english);
  return parts.every((p) => p !== null) ? parts.join(comma) : null;
}

/** Gives the function that puts words of the plan package into the page's language. */
export function usePlan(): (text: string) => string {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? (text) => english(text) ?? text : (text) => text;
}
