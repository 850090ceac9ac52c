import { describe, expect, it } from "vitest";
import { bounds, centre } from "../src/pages/overview/map/hexagons.ts";
import { read } from "./api.ts";
import type { Person } from "./browser.ts";
import { phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Opens a number and demands that the list behind it has as many. */
async function opens({ page, settled }: Person, name: RegExp) {
  await settled();
  const link = page.getByRole("link", { name }).first();
  const n = /([\d,]+)$/.exec((await link.getAttribute("aria-label")) ?? "")?.[1];
  await link.click();
  await page.waitForURL(/\/cases/);
  await page.getByText(`共 ${n} 件`).waitFor();
  await page.goBack();
  await settled();
}

/** Presses a county on the map, where the hexagons say it is drawn. */
async function pressCounty(person: Person, name: string) {
  const { tiles } = await read<{ tiles: Parameters<typeof bounds>[0] }>(person, "/api/tiles");
  const box = await person.page.getByRole("img", { name: /^六边形示意图/ }).boundingBox();
  const tile = tiles.find((t) => t.name === name);
  if (!box || !tile) throw new Error(`no ${name} on the map`);
  const [[west, north], [east, south]] = bounds(tiles);
  const side = Math.min((box.width - 16) / (east - west), (box.height - 16) / (north - south));
  const [x, y] = centre(tile);
  await person.page.mouse.click(
    box.x + box.width / 2 + (x - (west + east) / 2) * side,
    box.y + box.height / 2 - (y - (north + south) / 2) * side,
  );
}

describe("a leader's overview", () => {
  it("goes down from the province to a village, and every number is its list's", async () => {
    const leader = await s.as(s.who("province"));
    const { page, settled } = leader;
    await page.goto("/overview");
    await page.locator(".hexmap canvas").first().waitFor();
    await settled();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/贵州省有 \d+ 件超期/);
    // 87 counties have no household here: they are unknown, not without anything late.
    expect(await page.locator(".legend").innerText()).toMatch(/未知\s*87 县/);
    for (const name of [
      /^超期 /,
      /^有预警 /,
      /^在办 /,
      /^监测中 /,
      /^已有措施 /,
      /^本年风险消除 /,
      /^收入 /,
      /^没有现行预警 /,
    ])
      await opens(leader, name);

    await pressCounty(leader, "黎平县");
    await page.waitForURL(/under=522600000000/);
    await settled();
    await page.getByRole("link", { name: "黎平", exact: true }).click();
    await page.waitForURL(/under=522631000000/);
    await page.getByRole("heading", { name: "各乡镇" }).waitFor();
    await page.getByRole("rowheader", { name: "德凤街道" }).first().getByRole("link").click();
    await page.getByRole("heading", { name: "各村" }).waitFor();
    await settled();
    await opens(leader, /超期 \d+$/);
    await page
      .locator("section", { has: page.getByRole("heading", { name: "各村" }) })
      .getByRole("rowheader")
      .first()
      .getByRole("link")
      .click();
    await page.waitForURL(/under=522631\d{3}[1-9]/);
    await settled();
    expect(await page.getByRole("heading", { name: "各村" }).count()).toBe(0);
    await opens(leader, /^在办 /);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "各村" }).waitFor();
  });

  it("shows the map's numbers as a table too, and what nobody knows as unknown", async () => {
    const leader = await s.as(s.who("province"));
    const { page, settled } = leader;
    await page.goto("/overview");
    await page.getByRole("link", { name: "看表格" }).click();
    const home = page.getByRole("row").filter({ hasText: "黎平县" });
    await home.waitFor();
    await settled();
    expect(await page.getByRole("row").filter({ hasText: "从江县" }).innerText()).toContain("未知");
    expect(await home.innerText()).not.toContain("未知");
    await opens(leader, /^黎平县 有预警/);
    await page.getByText("按月看数").click();
    await opens(leader, /^\d{4}-\d\d 新线索/);
  });

  it("shows an analyst counts without links", async () => {
    const { page, settled } = await s.as(s.who("analyst"));
    await page.goto("/overview");
    await page.getByRole("heading", { name: "风险构成" }).waitFor();
    await settled();
    expect(await page.locator("main a[href^='/cases']").count()).toBe(0);
  });

  it("fits a phone", async () => {
    const { page, settled } = await s.as(s.who("province"), phone);
    await page.goto("/overview");
    await page.locator(".hexmap canvas").first().waitFor();
    await settled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
