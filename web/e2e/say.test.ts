import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { pick } from "./acts.ts";
import { cases, read } from "./api.ts";
import { phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe("what strikes a whole area", () => {
  it("is tried first, then opens a clue for each household; the village sees how far it is", async () => {
    const village = s.who("village_cadre");
    const cadre = await s.as(village, phone);
    const { scope } = await read<{ scope: { code: string; name: string }[] }>(cadre, "/api/me");
    const clerk = await s.as(s.who("county_clerk"));
    const { page } = clerk;
    await page.goto(`/areas?under=${scope[0]?.code}`);
    await page.getByText("没有区域事件").waitFor();
    await page.getByRole("link", { name: "区域事件" }).waitFor();
    await page.getByRole("button", { name: "登记区域事件" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "试算" }).click();
    await form.getByText("请选事件类别").waitFor();
    await pick(form, "类别", "洪涝");
    await form.getByLabel("事件名称").fill("六月洪水");
    await form.getByRole("button", { name: "试算" }).click();
    await form.getByText(/^新立线索 \d+ 条/).waitFor();
    await form.getByRole("button", { name: "登记，立线索" }).click();
    await form.waitFor({ state: "detached" });
    const card = page.getByRole("article", { name: "六月洪水" });
    await card.getByText(/^共 \d+ 户/).waitFor();

    await cadre.page.goto("/areas");
    await cadre.page.getByRole("article", { name: "六月洪水" }).waitFor();
    expect(await cadre.page.getByRole("button", { name: "登记区域事件" }).count()).toBe(0);
    expect(await wide(cadre.page)).toBe(0);
    expect((await cases(clerk, "triage")).some((c) => c.channel === "区域事件")).toBe(true);
  });
});

describe("a complaint", () => {
  it("comes from the village's page or a cadre, is read by the level above, and answered in words", async () => {
    const village = s.who("village_cadre");
    const cadre = await s.as(village, phone);
    const { scope } = await read<{ scope: { code: string; name: string }[] }>(cadre, "/api/me");
    const code = scope[0]?.code ?? "";
    const clerk = await s.as(s.who("county_clerk"));
    const made = await clerk.page.request.post(`/api/divisions/${code}/declare-code`, {
      headers: { "X-Dixian": "1" },
      data: {},
    });
    const { url } = (await made.json()) as { url: string };

    const villager = await s.stranger(phone);
    await villager.page.goto(url);
    await villager.page.getByRole("link", { name: /^投诉/ }).click();
    await villager.page.getByLabel("拖延").check();
    await villager.page.getByLabel("村里").check();
    await villager.page.getByLabel("事情经过").fill("申报二十天没人来");
    await villager.page.getByRole("button", { name: "交上去" }).click();
    await villager.page.getByRole("heading", { name: "投诉已经收到" }).waitFor();
    expect(await wide(villager.page)).toBe(0);

    await cadre.page.goto("/complaints");
    await cadre.page.getByText("投诉由上一级看").waitFor();
    expect(await cadre.page.locator("main").innerText()).not.toContain("二十天");
    await cadre.page.getByRole("button", { name: "登记投诉" }).click();
    const form = cadre.page.getByRole("dialog");
    await form.getByRole("button", { name: "登记投诉" }).click();
    await form.getByText("投诉的是人员、拖延、泄露或其他").waitFor();
    await form.getByText("泄露", { exact: true }).click();
    await form.getByText("乡镇", { exact: true }).click();
    await form.getByLabel("投诉的事情（原话）").fill("别人知道了我家看病的事");
    await form.getByRole("button", { name: "登记投诉" }).click();
    await cadre.page.getByText(/^请告诉投诉的人：编号 \d+/).waitFor();

    const { page } = clerk;
    await page.goto("/complaints");
    const late = page.locator(".complaint").filter({ hasText: "申报二十天没人来" });
    await late.getByText(/前答复（还有 \d+ 天）/).waitFor();
    await page.locator(".complaint").filter({ hasText: "别人知道了" }).waitFor();
    await late.getByRole("button", { name: "答复" }).click();
    const answer = page.getByRole("dialog");
    await answer.getByRole("button", { name: "答复" }).click();
    await answer.getByText("请写明查了什么、怎么处理、怎么答复的").waitFor();
    await answer.getByRole("textbox").fill("已上门，当面道歉，今天受理");
    await answer.getByRole("button", { name: "答复" }).click();
    await late.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "已答复" }).click();
    await page.getByText(/答复：已上门，当面道歉/).waitFor();
  });
});

describe("what hangs on the board", () => {
  it("is on the village's page while it hangs, and an objection from there stops the case", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const hanging = (await cases(clerk, "publicity")).find((c) => c.light !== "paused");
    if (!hanging) throw new Error("nothing hangs in the demo");
    const { division } = hanging;
    const made = await clerk.page.request.post(`/api/divisions/${division}/declare-code`, {
      headers: { "X-Dixian": "1" },
      data: {},
    });
    const { url } = (await made.json()) as { url: string };
    const villager = await s.stranger(phone);
    await villager.page.goto(`${url}/board`);
    await villager.page.getByLabel(new RegExp(hanging.head)).check();
    await villager.page.getByLabel("哪里不对").fill("他家在县城有房");
    await villager.page.getByRole("button", { name: "交上去" }).click();
    await villager.page.getByRole("heading", { name: "意见已经收到" }).waitFor();
    await clerk.page.goto(`/cases/${hanging.id}`);
    await clerk.page.getByText("他家在县城有房").first().waitFor();
    await expect.poll(() => clerk.page.locator(".next-band .chip").innerText()).toContain("停表");
  });
});

describe("a block of clearing that a city lifts", () => {
  it("is seen by the province, each one, with number and reason", async () => {
    const city = await s.as(s.who("city"));
    const rows = await cases(city, "monitored");
    const [row] = rows;
    if (!row) throw new Error("nobody is monitored in the demo");
    const lifted = await city.page.request.post(`/api/cases/${row.id}/lifted`, {
      headers: { "X-Dixian": "1" },
      data: { version: row.version, number: "市防贫〔2025〕7号", reason: "子女已接走赡养" },
    });
    expect(lifted.ok()).toBe(true);
    const province = await s.as(s.who("province"));
    await province.page.goto("/lifted");
    await province.page.getByRole("link", { name: row.head }).waitFor();
    await province.page.getByText("市防贫〔2025〕7号").waitFor();
  });
});
