import { describe, expect, it } from "vitest";
import { setting } from "./setting.ts";

const s = setting();

describe("findings about the data", () => {
  it("are listed by kind, table and department in the URL, and open the household", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "数据质量" }).click();
    await page.getByText(/最近一次筛查发现 \d+ 处/).waitFor();
    const kinds = page.getByRole("navigation", { name: "按问题" });
    const second = kinds.getByRole("button").nth(1);
    const n = Number((await second.innerText()).match(/\d+$/)?.[0]);
    await second.click();
    await page.waitForURL(/rule=/);
    await page.getByText(`最近一次筛查发现 ${n} 处`).waitFor();
    await expect.poll(() => page.locator(".findings tbody tr").count()).toBe(Math.min(n, 100));
    await kinds.getByRole("button", { name: /^全部/ }).click();
    const tables = page.getByLabel("要改的表");
    await tables.selectOption({ index: 1 });
    await page.waitForURL(/table=/);
    await page.goto("/findings");
    const household = page.locator('.findings tbody a[href^="/households/"]').first();
    const code = await household.innerText();
    await household.click();
    await page.waitForURL(`**/households/${code}`);
  });

  it("are for desks and those above, and not for a village", async () => {
    const town = (await s.as(s.who("town_clerk"))).page;
    await town.goto("/cases");
    await town.getByRole("link", { name: "数据质量" }).click();
    await town.getByRole("navigation", { name: "按问题" }).waitFor();
    const village = (await s.as(s.who("village_cadre"))).page;
    await village.goto("/cases");
    expect(await village.getByRole("link", { name: "数据质量" }).count()).toBe(0);
    expect((await village.request.get("/api/findings")).status()).toBe(403);
  });
});
