import { describe, expect, it } from "vitest";
import { setting } from "./setting.ts";

const s = setting();

describe("the delivery calendar", () => {
  it("says who owes which table, what is late first, and prints a letter that repeats no cell", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await page.getByRole("heading", { name: "数据交付" }).waitFor();
    const table = page.getByRole("table");
    await table.getByRole("columnheader", { name: "2025-03" }).waitFor();
    expect(await page.locator(".page-head").innerText()).toMatch(/2025-03：\d+ 张表已交 \d+/);
    await page.getByRole("button", { name: "上个月" }).click();
    await page.waitForURL("**/deliveries?month=2025-02");
    await page.getByRole("button", { name: "下个月" }).click();
    await page.waitForURL("**/deliveries?month=2025-03");
  });

  it("is not for a village", async () => {
    const { page } = await s.as(s.who("village_cadre"));
    expect((await page.request.get("/api/deliveries")).status()).toBe(403);
    expect((await page.request.get("/api/deliveries/letter?owner=医保")).status()).toBe(403);
  });
});
