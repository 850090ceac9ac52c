import { describe, expect, it } from "vitest";
import { setting } from "./setting.ts";

const s = setting();

describe("how rules do", () => {
  it("tells right, missed and blind together, and every number opens its list", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "规则成效" }).click();
    await page
      .getByText(/发出预警 \d+ 条，已有结果 \d+ 条，其中纳入监测 \d+ 条；另有 \d+ 户没有任何规则预警/)
      .waitFor();
    const table = page.getByRole("table", { name: "规则成效" });
    for (const column of ["预警", "上门", "有结果", "纳入监测", "每百条纳入", "漏报", "看不见"])
      expect(await table.getByRole("columnheader", { name: column, exact: true }).count(), column).toBe(1);
    // A demo has few clues that have ended: no percentage is made of them.
    expect(await table.locator("tbody tr").first().innerText()).toMatch(/户中：缺数据 \d+，没有证件号 \d+/);
    const numbers = await table
      .locator("a.count")
      .evaluateAll((links) =>
        links.slice(0, 12).map((a) => [a.textContent ?? "", (a as HTMLAnchorElement).href] as const),
      );
    expect(numbers.length).toBeGreaterThan(3);
    for (const [n, href] of numbers) {
      const query = new URL(href).searchParams;
      query.delete("view");
      const list = await page.request.get(`/api/cases?${query}&limit=1`);
      expect(((await list.json()) as { total: number }).total, href).toBe(Number(n.replace(",", "")));
    }
    await table.locator("a.count").first().click();
    await page.getByText(/^规则成效：.+ · 预警/).waitFor();
    await page.getByText(/^预警于 \d{4}-\d\d~\d{4}-\d\d/).waitFor();
  });

  it("tries another threshold, says what it would cost, and keeps nothing", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/precision");
    const row = page.locator("tr", { hasText: "收入大幅下降" }).first();
    await row.getByRole("button").click();
    await page.getByRole("heading", { name: "试算：换一个门槛" }).waitFor();
    await page.getByLabel("试成").fill("9");
    await page.getByRole("button", { name: "算一算" }).click();
    await page.getByText("下级只能一样或更低").waitFor();
    await page.getByLabel("试成").fill("0.2");
    await page.getByRole("button", { name: "算一算" }).click();
    await page.getByText(/改成 0\.2，(每次筛查多走 \d+ 户|要走的户数不变)/).waitFor({ timeout: 60_000 });
    const kept = (await (await page.request.get("/api/settings")).json()) as { requests: unknown[] };
    expect(kept.requests).toEqual([]);
  });

  it("is open to the levels above and to an analyst, without a way to a household, and not to a village", async () => {
    const analyst = (await s.as(s.who("analyst"))).page;
    await analyst.goto("/overview");
    await analyst.getByRole("link", { name: "规则成效" }).click();
    await analyst.getByRole("table", { name: "规则成效" }).waitFor();
    expect(await analyst.locator("a.count").count()).toBe(0);
    const village = (await s.as(s.who("village_cadre"))).page;
    await village.goto("/cases");
    expect(await village.getByRole("link", { name: "规则成效" }).count()).toBe(0);
    expect((await village.request.get("/api/precision")).status()).toBe(403);
  });
});
