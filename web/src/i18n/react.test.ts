import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { speak, startLanguages } from "./index.ts";
import { useTranslation } from "./react.ts";

type Spoken = ReturnType<typeof useTranslation>;

function Word({ given }: { given: Spoken[] }) {
  const spoken = useTranslation();
  given.push(spoken);
  return spoken.t("common.close");
}

/** What two components of one page are given, and what the page says. */
function drawn(): { given: Spoken[]; text: string } {
  const given: Spoken[] = [];
  const word = () => createElement(Word, { given });
  const text = renderToStaticMarkup(createElement("p", null, word(), word()));
  return { given, text };
}

describe("the words of a page", () => {
  beforeAll(startLanguages);
  it("are given to every component as the same object: a long list is drawn with no copy of the languages", () => {
    const { given } = drawn();
    expect(given[1]).toBe(given[0]);
    expect(drawn().given[0]).toBe(given[0]);
  });
  it("change with the language, and come back with it", async () => {
    const before = drawn();
    await speak("en");
    const english = drawn();
    await speak("zh");
    const after = drawn();
    expect([before.text, english.text, after.text]).toEqual([
      "<p>关闭关闭</p>",
      "<p>CloseClose</p>",
      "<p>关闭关闭</p>",
    ]);
    expect(english.given[0]?.t).not.toBe(before.given[0]?.t);
    expect(after.given[0]).toBe(before.given[0]);
  });
});
