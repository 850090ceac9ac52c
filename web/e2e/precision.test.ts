import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { deliver } from "./later.ts";
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

describe("a threshold on the desk", () => {
  it("is tried with a slider, beside what it would bring each village, before anybody asks for it", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.getByRole("button", { name: "试一个门槛" }).click();
    const desk = page.getByRole("region", { name: "试一个门槛" });
    // Files that came with a screening are not kept: the counts say what they are without.
    await desk.getByText(/系统里没有留存它们的数据，这里的户数没有算上/).waitFor();
    await desk.getByRole("button", { name: "关闭" }).click();
    const clerk = await s.as(s.who("county_clerk"));
    const lost = readFileSync(join(s.house.files, "registry", "households.csv"), "utf8")
      .trimEnd()
      .split("\n")
      .slice(-6)
      .map((line) => `${line.split(",")[0]},洪涝,2025-02-20,3000,否`);
    await deliver(
      clerk,
      "disaster.csv",
      ["household_code,event,event_date,loss,house_damaged", ...lost, ""].join("\n"),
    );
    await page.getByRole("button", { name: "试一个门槛" }).click();
    await desk.getByLabel("门槛").selectOption({ label: "灾害损失预警额（元）" });
    const slider = desk.getByRole("slider");
    await slider.waitFor();
    const now = await desk.locator(".parameter-sentence").innerText();
    expect(now).toMatch(/^现在是 [\d.]+.*：\d+ 户有预警$/);
    expect(await desk.getByRole("button", { name: "拖动看看别的值" }).isDisabled()).toBe(true);
    // The way that the level above leaves open ends where the slider ends.
    await desk.getByText(/上一级是 [\d.]+ 元，下级只能一样或更低/).waitFor();
    await slider.focus();
    await page.keyboard.press("Home");
    const said = await desk.locator(".parameter-sentence").innerText();
    const [, value = "", before, after] = /改成 ([\d.]+) .*从 (\d+) 户变成 (\d+) 户/.exec(said) ?? [];
    expect(Number(after)).toBeGreaterThan(Number(before));
    expect(await slider.getAttribute("aria-valuetext")).toContain(`：${after} 户有预警`);
    const [, gained, fresh] =
      /多出 (\d+) 户，其中 (\d+) 户还没有在办的线索/.exec(await desk.innerText()) ?? [];
    expect(Number(gained)).toBe(Number(after) - Number(before));
    // Every number opens its list: the households, each with its page.
    await desk.getByText("多出来的农户").click();
    expect(await desk.locator(".parameter-households a").count()).toBe(Number(gained));
    // What each village would get adds up to the visits, beside what it can take.
    const more = await desk.locator(".dry-loads tbody td:nth-child(3)").allInnerTexts();
    expect(more.reduce((n, m) => n + Number(m.replace("+", "")), 0)).toBe(Number(fresh));
    expect(await desk.locator(".dry-loads tbody td:nth-child(4)").first().innerText()).toBe("15");
    // Only then is the value asked for, by the usual way of two persons.
    await desk.getByRole("button", { name: `申请改成 ${value}` }).click();
    expect(await page.getByRole("dialog").getByLabel("改成").inputValue()).toBe(value);
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    const kept = (await (await page.request.get("/api/settings")).json()) as { requests: unknown[] };
    expect(kept.requests).toEqual([]);
  });

  it("is not tried by a town, which sets none", async () => {
    const { page, settled } = await s.as(s.who("town_clerk"));
    await page.goto("/cases?view=triage");
    await settled();
    expect(await page.getByRole("button", { name: "试一个门槛" }).count()).toBe(0);
  });
});
