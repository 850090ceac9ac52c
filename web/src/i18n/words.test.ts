import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { english, learnPlanWords } from "./plan";
import { planEn } from "./plan.en";
import { zh } from "./zh";

learnPlanWords(planEn);

const han = /\p{Script=Han}/u;

/** Every text of a language file, by its path. */
function texts(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : texts(value, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

describe("the English of the pages", () => {
  const chinese = new Map(texts(zh));
  it.each(texts(en))("%s is written and is English", (path, text) => {
    expect(text.trim()).not.toBe("");
    // The name of the other language stands in that language.
    if (path !== "nav.language") expect(text).not.toMatch(han);
    expect(new Set(placeholders(text))).toEqual(new Set(placeholders(chinese.get(path) ?? "")));
  });
  it("has every key of the Chinese", () => {
    expect(
      texts(en)
        .map(([path]) => path)
        .sort(),
    ).toEqual([...chinese.keys()].sort());
  });
});

describe("the English of the plan package", () => {
  const folder = new URL("../../../plans/guizhou/", import.meta.url);
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
        (f) => f.endsWith(".yaml") && !/tests/.test(f),
      )
    : [];
  /** Labels, sentences, sections and codes of a file of the package, as they stand in its YAML. */
  const wordsOf = (text: string) => {
    const out = new Set<string>();
    // A plain value ends where the line, the braces around it or its entry in them do.
    for (const m of text.matchAll(
      /\b(?:label|says|section): *(?:"([^"]*)"|([^\s"'{].*?)(?=,\s+\w+:|\}?\s*$))/gm,
    )) {
      const word = (m[1] ?? m[2] ?? "").trim();
      if (han.test(word)) out.add(word);
    }
    for (const m of text.matchAll(/\b(?:type|codes): *\[([^\]]*)\]/g)) {
      for (const code of (m[1] ?? "").split(","))
        if (han.test(code)) out.add(code.trim().replace(/^["']|["']$/g, ""));
    }
    return [...out];
  };
  const words = [...new Set(files.flatMap((f) => wordsOf(readFileSync(new URL(f, folder), "utf8"))))];
  it("finds the package", () => {
    expect(words.length).toBeGreaterThan(400);
  });
  it.each(words)("%s", (word) => {
    expect(english(word.replace(/\{[^}]*\}?/g, "1"))).not.toBeNull();
  });
  it("is English", () => {
    for (const [chinese, text] of Object.entries(planEn))
      expect(`${chinese}: ${text}`.slice(chinese.length)).not.toMatch(han);
  });
});

describe("a sentence with values", () => {
  it("stays as it is where nobody has written its English", () => {
    expect(english("从没见过的话")).toBeNull();
  });
  it("keeps its values, and puts those that are words into English", () => {
    expect(english("2026-02-16 遭受旱灾，损失 17137.00 元，房屋受损：否")).toBe(
      "Drought on 2026-02-16, loss 17137.00 yuan, house damaged: no",
    );
  });
  it("is read part by part where several stand in one", () => {
    expect(english("请写明理由；请填写“入户日期”")).toBe("Write the reason; Fill in “Day of the visit”");
  });
});
