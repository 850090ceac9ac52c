import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** The pages as they were built last: `npm run build` comes before these tests. */
const dist = resolve(import.meta.dirname, "../dist");

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

const manifest = JSON.parse(readFileSync(resolve(dist, ".vite/manifest.json"), "utf8")) as Record<
  string,
  Chunk
>;

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? "";

/** The files a browser fetches before a page stands: the page's, and all that they import. */
function files(...pages: string[]): Set<string> {
  const found = new Set<string>(["index.html"]);
  const walk = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`${key} was not built`);
    if (found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const sheet of chunk.css ?? []) found.add(sheet);
    for (const next of chunk.imports ?? []) walk(next);
  };
  for (const page of [entry, ...pages]) walk(page);
  return found;
}

function bytes(names: Iterable<string>, ending: string): number {
  let sum = 0;
  for (const name of names) {
    try {
      sum += readFileSync(resolve(dist, name + ending)).length;
    } catch {
      sum += readFileSync(resolve(dist, name)).length;
    }
  }
  return sum;
}

/** What a page on a phone opens with, in the worse of two encodings; in KB of 1024. */
const phone: [string, string[], number][] = [
  ["signing in", ["src/pages/sign/SignInPage.tsx"], 200],
  [
    "the cadre's day",
    ["src/pages/sign/SignInPage.tsx", "src/phone/PhoneGate.tsx", "src/pages/day/DayPage.tsx"],
    200,
  ],
  ["the visit form", ["src/pages/sign/SignInPage.tsx", "src/pages/visit/VisitPage.tsx"], 200],
  ...(
    [
      ["the list", "work/WorkPage"],
      ["a case", "case/CasePage"],
      ["a household", "household/HouseholdPage"],
      ["the inbox", "inbox/InboxPage"],
      ["declarations", "declarations/DeclarationsPage"],
      ["complaints", "complaints/ComplaintsPage"],
      ["a registry change", "changes/ChangePage"],
    ] as const
  ).map(([what, page]): [string, string[], number] => [
    what,
    ["src/pages/sign/SignInPage.tsx", "src/app/Frame.tsx", `src/pages/${page}.tsx`],
    500,
  ]),
];

describe("the first load of the work list at a desk", () => {
  const names = files("src/app/Frame.tsx", "src/pages/work/WorkPage.tsx");
  it("brings nothing of what opens over the list later", () => {
    const text = [...names].map((name) => readFileSync(resolve(dist, name), "utf8")).join("\n");
    for (const library of ["echarts", "ant-picker", "ant-select", "ant-table"])
      expect(text.includes(library), library).toBe(false);
    for (const later of ["BulkDialog", "OpenCaseDialog", "Peek", "KeysHelp"])
      expect(names.has(manifest[`src/pages/work/${later}.tsx`]?.file ?? later), later).toBe(false);
  });
  it("is light", () => {
    expect(bytes(names, ".br") / 1024).toBeLessThan(300);
  });
});

describe("the first load of a page on a phone", () => {
  it.each(phone)("%s", (_, pages, most) => {
    const names = files(...pages);
    expect(bytes(names, ".gz") / 1024).toBeLessThan(most);
    expect(bytes(names, ".br")).toBeLessThan(bytes(names, ".gz"));
  });

  it.each(phone)("%s: without map, chart or table", (_, pages) => {
    const text = [...files(...pages)].map((name) => readFileSync(resolve(dist, name), "utf8")).join("\n");
    for (const library of ["echarts", "zrender", "ant-table", "ant-picker", "hexmap"])
      expect(text.includes(library), library).toBe(false);
  });
});
