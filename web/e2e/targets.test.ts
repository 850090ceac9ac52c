import { expect, it } from "vitest";
import { phone } from "./browser.ts";
import { furnish } from "./furnish.ts";
import { pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

const s = setting();

/** What a thumb has to hit, lower than 44 px; a link within a sentence is as high as its line, and a box is as high as its label. */
function low(): string[] {
  const pressed =
    "a[href], button, input, select, textarea, summary, [role=button], [role=combobox], [role=option]";
  const found = [...document.querySelectorAll<HTMLElement>(pressed)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".hidden, .skip"))
    .map((e) => (e.matches("[type=checkbox], [type=radio], [type=file]") ? (e.closest("label") ?? e) : e))
    .filter((e) => getComputedStyle(e).display !== "inline")
    .filter((e) => {
      const { width, height } = e.getBoundingClientRect();
      return width > 0 && height < 43.5;
    })
    .map((e) => `${e.getBoundingClientRect().height.toFixed(0)} px: ${e.className} ${e.innerText}`);
  return [...new Set(found)];
}

/** The pages that a cadre opens on a phone. */
const list = pages
  .filter((p) => p.role === "village_cadre" || p.name === "inbox" || p.name === "complaints")
  .map((p) => ({ ...p, role: "village_cadre" }));

it("what a cadre or a family presses on a phone is at least 44 px high", async () => {
  const wrong: string[] = [];
  const furnished = await furnish(s);
  await walk(
    s,
    async ({ page }, { name }) => {
      for (const what of await page.evaluate(low)) wrong.push(`${name}: ${what}`);
    },
    { look: phone, list },
  );
  const { page } = await s.stranger({ ...phone, width: 360, height: 740 });
  for (const path of [furnished.declare, "/d/receipt", "/login"]) {
    await page.goto(path);
    await page.locator("form").first().waitFor();
    for (const what of await page.evaluate(low))
      wrong.push(`${path.replace(furnished.declare, "declare")}: ${what}`);
  }
  expect(wrong).toEqual([]);
});
