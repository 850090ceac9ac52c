import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { describe, expect, it } from "vitest";
import { desk, type Look, type Person, phone } from "./browser.ts";
import { walk } from "./pages.ts";
import { setting } from "./setting.ts";

const s = setting();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Serious and critical faults of the page as it stands, against WCAG 2.1 A and AA. */
async function faults({ page }: Person, where: string): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })`,
  );
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${where}: ${v.id} at ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}

const looks: [string, Look][] = [
  ["light at a desk", desk],
  ["dark at a desk", { ...desk, mode: "dark" }],
  ["light on a phone", phone],
];

describe("no page has a serious fault for who cannot see, point or tell colours apart", () => {
  it.each(looks)("%s", async (_, look) => {
    const stranger = await s.stranger(look);
    await stranger.page.goto("/login");
    await stranger.settled();
    const found = await faults(stranger, "/login");
    await walk(
      s,
      async (person, { name }) => {
        found.push(...(await faults(person, name)));
      },
      { look },
    );
    expect(found).toEqual([]);
  });
});

describe("the keyboard", () => {
  it("skips the navigation with the first Tab, and shows where it is", async () => {
    const { page, settled } = await s.as(s.who("county_clerk"));
    await page.goto("/overview");
    await settled();
    await page.keyboard.press("Tab");
    const skip = page.locator(".skip");
    expect(await skip.evaluate((e) => e === document.activeElement)).toBe(true);
    const ring = await skip.evaluate(
      (e) => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth,
    );
    expect(ring).toBe("solid2px");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("page");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
  });

  it("does not leave a dialog for the page behind it; Esc closes it", async () => {
    const { page, settled } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=open");
    await settled();
    const opener = page.getByRole("button", { name: "登记线索" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest(".frame") ?? null)).toBeNull();
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });
});
