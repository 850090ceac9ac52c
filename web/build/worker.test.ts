import { describe, expect, it } from "vitest";
import { type Built, filesOf } from "./worker.ts";

const chunk = (fileName: string, facade: string, imports: string[] = [], css: string[] = []): Built => ({
  fileName,
  isEntry: fileName === "main.js",
  facade,
  imports,
  css,
});

describe("what the phone keeps of the pages", () => {
  const chunks = [
    chunk("main.js", "/src/main.tsx", ["shared.js"], ["main.css"]),
    chunk("day.js", "/src/pages/day/DayPage.tsx", ["parts.js"], ["day.css"]),
    chunk("desk.js", "/src/app/Frame.tsx", ["antd.js"]),
    chunk("parts.js", "", ["shared.js"]),
    chunk("shared.js", ""),
    chunk("antd.js", ""),
  ];
  it("is refused where a page is not built: it would be missing on the road only", () => {
    expect(() => filesOf(chunks, ["pages/day/OtherPage.tsx"])).toThrow("OtherPage");
  });
  it("is the first page and its own, with all that they import and their styles, and nothing of the desk", () => {
    expect(filesOf(chunks, ["pages/day/DayPage.tsx"])).toEqual([
      "day.css",
      "day.js",
      "main.css",
      "main.js",
      "parts.js",
      "shared.js",
    ]);
  });
});
