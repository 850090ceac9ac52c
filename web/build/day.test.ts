import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(resolve(root, path), "utf8");

/** The steps that a page tells, in its order. */
const told = (page: string) => [...read(page).matchAll(/^### (\S+) · /gm)].map((m) => m[1] ?? "");

/** The steps that the end-to-end tests walk: each leaves its picture. */
const walked = readdirSync(resolve(root, "web/e2e"))
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) => [...read(`web/e2e/${name}`).matchAll(/\bpicture\([^)]*?"([a-z]+-\d+)"\)/g)])
  .map((m) => m[1] ?? "");

describe("docs/day.md", () => {
  const steps = told("docs/day.md");
  it("tells of six people, each step once", () => {
    expect(new Set(steps.map((s) => s.replace(/-\d+$/, "")))).toEqual(
      new Set(["farmer", "cadre", "town", "county", "leader", "evaluator"]),
    );
    expect(steps.length).toBe(new Set(steps).size);
  });
  it("has every step walked by a test, and every walked step told", () => {
    expect([...walked].sort()).toEqual([...steps].sort());
  });
  it("is told in Chinese with the same steps in the same order", () => {
    expect(told("docs/day.zh-CN.md")).toEqual(steps);
  });
  it.each(["docs/day.md", "docs/day.zh-CN.md"])(
    "%s: one family's way goes over steps that are told",
    (page) => {
      const way = read(page).split("\n").at(-2)?.split(" → ") ?? [];
      expect(way.length).toBeGreaterThan(10);
      expect(way.filter((s) => !steps.includes(s))).toEqual([]);
    },
  );
});
