import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { choose, lead } from "./acts.ts";
import { cases, file, read } from "./api.ts";
import type { Person } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Chooses something under the band's other acts. */
async function other(page: Page, act: string) {
  await page.getByRole("region", { name: "下一步" }).getByRole("button", { name: "其他" }).click();
  await page.getByRole("menuitem", { name: act, exact: true }).click();
}

async function opened(person: Person, state: string) {
  const [row] = await cases(person, state);
  if (!row) throw new Error(`the demo has no case in ${state}`);
  await person.page.goto(`/cases/${row.id}`);
  await lead(person.page).waitFor();
  return row;
}

describe("what happens to a case beside its steps", () => {
  it("has its clock stopped for a disaster, and set going again with a word why", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    await opened(clerk, "visited");
    const { page } = clerk;
    await other(page, "暂停时限");
    const form = page.getByRole("dialog");
    await choose(form, "reason", "灾害");
    await form.getByRole("button", { name: "暂停时限" }).click();
    await form.getByText("请写明情况").waitFor();
    await form.getByLabel("情况说明").fill("暴雨断路");
    await form.getByRole("button", { name: "暂停时限" }).click();
    await expect.poll(() => page.locator(".next-who").innerText()).toContain("停表：灾害");
    await other(page, "恢复时限");
    await page.getByRole("dialog").getByLabel("情况说明").fill("路通了");
    await page.getByRole("dialog").getByRole("button", { name: "恢复时限" }).click();
    await expect.poll(() => page.locator(".next-who").innerText()).not.toContain("停表");
  });

  it("lets a village stop it for the household's own wish only", async () => {
    const county = await s.as(s.who("county_clerk"));
    const [row] = await cases(county, "visited");
    if (!row) throw new Error("the demo has no case that was visited");
    const cadre = await s.as(s.who("village_cadre", row.division_name));
    await cadre.page.goto(`/cases/${row.id}`);
    await other(cadre.page, "暂停时限");
    const form = cadre.page.getByRole("dialog");
    expect(await form.getByText("灾害", { exact: true }).count()).toBe(0);
    await form.getByRole("button", { name: "取消" }).click();
  });

  it("has an alert settled alone, with what was found out", async () => {
    const clerk = await s.as(s.who("town_clerk"));
    const row = await opened(clerk, "monitored");
    const { page } = clerk;
    const before = (await file(clerk, row.id)).why.filter((w) => !w.settled).length;
    expect(before).toBeGreaterThan(0);
    await page
      .locator("#why")
      .getByRole("button", { name: /了结这条预警/ })
      .first()
      .click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "了结这条预警" }).click();
    await form.getByText("请写明了结预警的理由").waitFor();
    await form.getByLabel("核实情况和理由").fill("已参保，数据晚到");
    await form.getByRole("button", { name: "了结这条预警" }).click();
    await form.waitFor({ state: "detached" });
    await expect
      .poll(async () => (await file(clerk, row.id)).why.filter((w) => !w.settled).length)
      .toBe(before - 1);
  });

  it("tells what the daily checks found, each where it is answered", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [row] = (await read<{ cases: { id: number }[] }>(clerk, "/api/cases?check=any")).cases;
    if (!row) throw new Error("the checks found nothing in the demo");
    const { checks } = await file(clerk, row.id);
    await clerk.page.goto(`/cases/${row.id}`);
    const told = await clerk.page.locator("#checks").innerText();
    expect(told).toContain(`检查发现 ${checks.length} 项`);
    for (const c of checks) expect(told).toContain(c.says);
  });

  it("is offered to another county, and withdrawn", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const row = await opened(clerk, "dispatched");
    const { page } = clerk;
    await other(page, "移交他县");
    const form = page.getByRole("dialog");
    await form.getByRole("combobox", { name: "接收县" }).click();
    const open = page.locator(".ant-cascader-dropdown");
    for (const place of ["贵州省", "贵阳市", "开阳县"]) await open.getByText(place, { exact: true }).click();
    await page.keyboard.press("Escape");
    await form.getByLabel("理由").fill("全家搬到安置区");
    await form.getByRole("button", { name: "移交他县" }).click();
    await form.waitFor({ state: "detached" });
    await page.goto("/transfers");
    const card = page.getByRole("article", { name: `${row.head} 户` }).first();
    await card.getByRole("button", { name: "撤回移交" }).click();
    await page.getByRole("dialog").getByLabel("答复").fill("不搬了");
    await page.getByRole("dialog").getByRole("button", { name: "撤回移交" }).click();
    await card.waitFor({ state: "detached" });
    expect((await file(clerk, row.id)).case.state).toBe("dispatched");
  });
});
