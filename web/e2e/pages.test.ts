import { matchRoutes, type RouteObject } from "react-router";
import { describe, expect, it } from "vitest";
import { routes } from "../src/app/routes.tsx";
import { pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

const s = setting();

/** The paths of the router that somebody can be at. */
const leaves = (tree: RouteObject[]): string[] =>
  tree.flatMap((r) => (r.children ? leaves(r.children) : r.path ? [r.path] : []));

// Where nobody has signed in yet the tests that use the list begin by themselves.
const signedOut = ["/login"];

describe("the list of pages that the tests walk through", () => {
  it("has every page of the router, so that a new one is not forgotten", async () => {
    const seen = new Set(signedOut);
    await walk(s, async ({ page }) => {
      const path = matchRoutes(routes, new URL(page.url()).pathname)?.at(-1)?.route.path;
      if (path) seen.add(path);
    });
    expect(leaves(routes).filter((path) => !seen.has(path))).toEqual([]);
    expect(new Set(pages.map((p) => p.name)).size).toBe(pages.length);
  });
});
