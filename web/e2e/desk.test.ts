import { describe, expect, it } from "vitest";
import { cases } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("the work list", () => {
  it("asks for its first rows while its own scripts are still on the way", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    let come = () => {};
    const held = new Promise<void>((done) => {
      come = done;
    });
    await page.route("**/assets/WorkPage-*.js", async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest((r) => new URL(r.url()).pathname === "/api/cases");
    await page.goto("/cases?view=triage", { waitUntil: "commit" });
    const early = await asked;
    expect(new URL(early.url()).searchParams.get("state")).toContain("triage");
    come();
    await page.locator("tr.active").waitFor();
  });
});

describe("the work list by keyboard", () => {
  it("goes down and up, peeks with the sum, opens, and finds the neighbours of a case", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.locator("tr.active").waitFor();
    const name = () => page.locator("tr.active .work-name").innerText();
    const first = await name();
    await page.keyboard.press("j");
    await expect.poll(name).not.toBe(first);
    await page.keyboard.press("k");
    await expect.poll(name).toBe(first);
    await page.keyboard.press("Space");
    await page.getByRole("complementary", { name: new RegExp(first) }).waitFor();
    await page.getByRole("heading", { name: "为什么预警" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("heading", { name: "为什么预警" }).count()).toBe(0);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "快捷键" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: first }).waitFor();
    await page.getByText(/第 1 件，共/).waitFor();
    await page.keyboard.press("j");
    await page.getByText(/第 2 件，共/).waitFor();
  });

  it("shows all keys by ?, on the list and on a case, and gives the focus back to where it was", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.locator("tr.active").waitFor();
    await page.keyboard.press("j");
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    const row = await page.locator("tr.active .work-name").innerText();
    await expect.poll(focused).toBe(row);
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "快捷键" });
    await help.waitFor();
    for (const key of ["J", "K", "空格", "X", "E", "Enter", "Esc", "1", "7", "Ctrl K", "?"])
      await help.getByText(key, { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    await expect.poll(focused).toBe(row);

    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: row }).waitFor();
    await page.keyboard.press("?");
    await help.waitFor();
    await page.keyboard.press("7");
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "detached" });
    const section = () => page.evaluate(() => document.activeElement?.id);
    expect(await section()).not.toBe("timeline");
    for (const [key, id] of [
      ["1", "why"],
      ["3", "members"],
      ["7", "timeline"],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(section).toBe(id);
    }
    await page.keyboard.press("Escape");
    await expect.poll(() => new URL(page.url()).search).toBe("?view=triage");
  });

  it("leaves letters alone that are typed in a field", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.locator("tr.active").waitFor();
    const row = await page.locator("tr.active .work-name").innerText();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("jxe?");
    const box = page.getByRole("combobox").first();
    expect(await box.inputValue()).toBe("jxe?");
    expect(await page.locator("tr.active .work-name").innerText()).toBe(row);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.getByRole("toolbar").count()).toBe(0);
  });

  it("gives the focus back to the button that opened a dialog", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.locator("tr.active").waitFor();
    for (const name of [/^登记/, /^导出/]) {
      const opener = page.getByRole("button", { name }).first();
      await opener.click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => opener.evaluate((e) => e === document.activeElement)).toBe(true);
    }
  });

  it("dispatches many after a trial that names who cannot go, with the load of each village", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const { page } = clerk;
    const urgent = (await cases(clerk, "dispatched"))[0];
    if (!urgent) throw new Error("the demo has nothing dispatched");
    await page.goto("/cases?view=open");
    // One that is at a visit already, and two at the desk.
    await page
      .getByRole("checkbox", { name: `选 ${urgent.head} 户` })
      .first()
      .check();
    const rows = page.getByRole("row").filter({ hasText: "待研判" });
    await rows.nth(0).getByRole("checkbox").check();
    await rows.nth(1).getByRole("checkbox").check();
    await page.keyboard.press("e");
    const form = page.getByRole("dialog");
    await form.getByText("2 件能办").waitFor();
    await picture({ page }, "county-1");
    expect(await form.innerText()).toContain("1 件不能办");
    expect(await form.innerText()).toContain("现在是“待入户”");
    expect(await form.getByRole("table").innerText()).toContain("现在待入户");
    await form.getByRole("button", { name: "派单入户 2 件" }).click();
    await form.getByText("2 件已办").waitFor();
    await form.locator(".ant-modal-footer").getByRole("button", { name: "关闭" }).click();
    await page.getByText("已选 1 件").waitFor();
  });

  it("settles with a reason from a list and words of one's own; the button carries the count", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage&urgency=%E8%93%9D");
    await page.getByRole("row").nth(1).getByRole("checkbox").check();
    await page.getByRole("toolbar").getByRole("button", { name: "了结" }).click();
    const form = page.getByRole("dialog");
    const act = form.getByRole("button", { name: "了结 1 件" });
    await act.waitFor();
    expect(await act.isDisabled()).toBe(true);
    await form.getByText("家庭能应对").click();
    await form.getByLabel("理由").fill("电话核实，生活没有受影响");
    await act.click();
    await form.getByText("1 件已办").waitFor();
  });
});

describe("the filters of the work list", () => {
  it("live in the URL, and say what to drop where nothing matches", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=open");
    await page.getByRole("button", { name: /^紧急/ }).click();
    await page.getByRole("menuitem", { name: "急", exact: true }).click();
    await page.waitForURL(/urgency=/);
    const kept = page.url();
    await expect.poll(() => page.locator("tbody .risk-urgent").count()).toBeGreaterThan(0);
    await page.goto("/cases");
    await page.goto(kept);
    await page.getByRole("button", { name: /紧急：急/ }).waitFor();
    await page.getByRole("combobox", { name: /^查姓名、户编号/ }).fill("没有这个人");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "没有符合条件的案件" }).waitFor();
    await page.getByRole("button", { name: "去掉“没有这个人”" }).click();
    await page.getByRole("table").waitFor();
  });

  it("carry the number of the overview: the list has as many", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/overview");
    const link = page.getByRole("link", { name: /^待研判/ });
    const count = await link.innerText();
    await picture({ page }, "leader-1");
    await link.click();
    await page.getByText(`共 ${count} 件`).waitFor();
  });
});

describe("a masked number", () => {
  it("is shown for 30 seconds to who says why", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const { page } = clerk;
    const [row] = await cases(clerk, "triage");
    await page.goto(`/cases/${row?.id}`);
    const masked = await page.locator(".case-where .masked").first().innerText();
    expect(masked).toContain("********");
    await page.getByRole("button", { name: "查看 户主身份证 全文" }).click();
    await page.getByRole("textbox", { name: "为什么要看" }).fill("核对 522631199001010011");
    await page.getByRole("button", { name: "查看 30 秒" }).click();
    await page.getByText("不要写证件号、电话或账号").waitFor();
    await page.getByRole("textbox", { name: "为什么要看" }).fill("核对医保结算单");
    await page.getByRole("button", { name: "查看 30 秒" }).click();
    await expect.poll(() => page.locator(".case-where .masked").first().innerText()).toMatch(/^\d{17}[\dX]/);
    // Paper keeps what a screen shows for a moment.
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".case-where .masked").first().innerText()).toContain("********");
  });
});
