import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { household } from "./furnish.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("somebody who asks about themselves", () => {
  it("gets a printed sheet, and the printing is told among the looks", async () => {
    const { page } = await s.as(s.who("town_clerk"));
    await page.goto(`/households/${household}`);
    await page.getByRole("button", { name: "打印给本人" }).click();
    const form = page.getByRole("dialog");
    await form.locator("[data-ask=number]").getByRole("radio").first().check({ force: true });
    await form.getByRole("button", { name: "打印给本人" }).click();
    await form.getByText("请写明是谁").waitFor();
    await form.getByLabel("谁来要求的").fill("本人到大厅");
    const download = page.waitForEvent("download");
    await form.getByRole("button", { name: "打印给本人" }).click();
    const file = readFileSync(await (await download).path());
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    await page.getByText("打印了文书").waitFor();
  });

  it("asks for a correction, and is answered with a reason", async () => {
    const { page } = await s.as(s.who("town_clerk"));
    await page.goto(`/households/${household}`);
    await page.getByRole("button", { name: "登记更正要求" }).click();
    const form = page.getByRole("dialog");
    await form.locator("[data-ask=number]").getByRole("radio").first().check({ force: true });
    await form.getByLabel("哪里不对").fill("三轮车已经卖了");
    await form.getByRole("button", { name: "登记更正要求" }).click();
    await form.getByText(/编号 \d+，最迟/).waitFor();
    await form.getByRole("button", { name: "知道了" }).click();
    await page.goto("/inbox");
    await page.getByRole("link", { name: /答复更正要求/ }).click();
    await page.getByRole("button", { name: "答复", exact: true }).click();
    await form.getByText("已更正", { exact: true }).click();
    await form.getByRole("button", { name: "答复" }).click();
    await form.getByText("请写明核实了什么").waitFor();
    await form.getByLabel("核实了什么").fill("车管数据下月重报");
    await form.getByRole("button", { name: "答复" }).click();
    await form.waitFor({ state: "detached" });
    await page.getByText("没有更正要求").waitFor();
    await page.getByRole("button", { name: "已答复" }).click();
    await page.getByText(/已更正。车管数据下月重报/).waitFor();
  });
});
