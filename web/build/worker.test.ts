import { describe, expect, it } from "vitest";
import { type Built, filesOf, versionOf, worker } from "./worker.ts";

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

describe("the name of what the phone keeps", () => {
  const kept = (html: string) =>
    versionOf(
      new Map([
        ["index.html", html],
        ["day.js", "1"],
      ]),
    );
  it("changes with a file whose name stays", () => {
    expect(kept("<p>old</p>")).not.toBe(kept("<p>new</p>"));
  });
  it("changes where content moves from one name to another", () => {
    expect(
      versionOf(
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
      ),
    ).not.toBe(
      versionOf(
        new Map([
          ["a", "2"],
          ["b", "1"],
        ]),
      ),
    );
  });
  it("stays while nothing changes, whatever the order", () => {
    expect(
      versionOf(
        new Map([
          ["day.js", "1"],
          ["index.html", "x"],
        ]),
      ),
    ).toBe(kept("x"));
  });
});

describe("the worker", () => {
  /** What the worker asks for, when it is installed. */
  async function installed(): Promise<{ url: string; cache: string }[]> {
    const asked: { url: string; cache: string }[] = [];
    const heard = new Map<string, (e: { waitUntil: (p: Promise<unknown>) => void }) => void>();
    const cache = { addAll: async (all: typeof asked) => asked.push(...all) };
    const world = {
      addEventListener: (name: string, act: (e: never) => void) => heard.set(name, act as never),
      caches: { open: async () => cache },
      Request: function asking(url: string, how: { cache: string }) {
        return { url, cache: how.cache };
      },
      skipWaiting: () => undefined,
    };
    new Function(...Object.keys(world), worker(["index.html", "day.js"], "1"))(...Object.values(world));
    await new Promise<void>((done) =>
      heard.get("install")?.({ waitUntil: (p) => void p.then(() => done()) }),
    );
    return asked;
  }
  it("fetches what it keeps from the server, past what the browser has kept under that name", async () => {
    expect((await installed()).map(({ url, cache }) => [url, cache])).toEqual([
      ["/", "reload"],
      ["/day.js", "reload"],
    ]);
  });
});
