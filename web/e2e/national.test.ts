import { describe, expect, it } from "vitest";
import { desk, phone } from "./browser.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("the national system", () => {
  let list = "";

  it("gets a list that one person takes away and another approves", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto("/national");
    await clerk.page.getByRole("listitem", { name: "户", exact: true }).getByRole("button").click();
    const form = clerk.page.getByRole("dialog");
    await form.getByLabel("CSV").check();
    await form.getByRole("checkbox").check();
    await form.getByRole("textbox").fill("录入国家系统");
    await form.getByRole("button", { name: /导出/ }).click();
    await form.getByRole("status").waitFor();
    const head = await s.as(s.who("county_head"));
    await head.page.goto("/inbox");
    await head.page.getByRole("link", { name: "批准导出：国家系统录入：户" }).click();
    await head.page.getByRole("button", { name: "批准", exact: true }).first().click();
    await head.settled();
    await clerk.page.goto("/exports");
    const coming = clerk.page.waitForEvent("download");
    await clerk.page.getByRole("link", { name: /下载/ }).first().click();
    const stream = await (await coming).createReadStream();
    let file = "";
    for await (const chunk of stream) file += chunk;
    expect(file).toContain("不得外传");
    const lines = file.trim().split("\n");
    list = lines
      .slice(
        lines.findIndex((l) => l.startsWith("户编号,行政区划代码,户主姓名")),
        -1,
      )
      .join("\n");
    expect(list).not.toContain("*");
  });

  it("says otherwise of a household, and a person settles who is right", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    // Their list lacks the first household and has another kind for the second.
    const [heading = "", , second = "", ...rest] = list.trim().split("\n");
    const theirs = [heading, second.replace("脱贫户", "一般农户"), ...rest].join("\n");
    await page.goto("/national");
    await page.getByRole("link", { name: "上传国家系统名单" }).click();
    await page
      .locator("input[type=file][accept]")
      .setInputFiles({ name: "国家系统户名单.csv", mimeType: "text/csv", buffer: Buffer.from(theirs) });
    await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
    await page.getByText(/隔离 0/).waitFor();
    await page.getByRole("button", { name: "全部装载（1 个）" }).click();
    await page.getByText(/处不一样/).waitFor({ timeout: 60_000 });
    await page.goto("/national");
    const rows = page.locator(".national-differences tbody tr");
    await rows.first().waitFor();
    expect(await rows.filter({ hasText: "只有本系统有" }).count()).toBe(1);
    expect(await rows.filter({ hasText: "户类型" }).innerText()).toMatch(/脱贫户\s+一般农户/);
    await picture({ page }, "national");
    await rows.filter({ hasText: "户类型" }).getByRole("checkbox").check();
    await page.getByRole("button", { name: "认定选中的 1 条" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("国家系统对").check();
    await form.getByLabel("理由").fill("档案里是一般农户");
    await form.getByRole("button", { name: "认定", exact: true }).click();
    await form.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /已认定/ }).click();
    await page.getByRole("link", { name: /变更申请 \d+/ }).click();
    await page.getByText("国家系统对账").first().waitFor();
    await page.goto("/national");
    await rows.filter({ hasText: "只有本系统有" }).getByRole("checkbox").check();
    await page.getByRole("button", { name: "认定选中的 1 条" }).click();
    expect(await form.getByLabel("国家系统对").count()).toBe(0);
    await form.getByLabel("本系统对").check();
    await form.getByLabel("理由").fill("漏录了，要补录");
    await form.getByRole("button", { name: "认定", exact: true }).click();
    await page
      .locator(".national-figures li", { hasText: "待录入国家系统" })
      .getByText("1", { exact: true })
      .waitFor();
  });

  it("is nobody's but the county's, and its page fits a phone and speaks English", async () => {
    const village = await s.as(s.who("village_cadre"));
    expect((await village.page.request.get("/api/national")).status()).toBe(403);
    for (const look of [{ ...phone }, { ...desk, language: "en" as const }]) {
      const person = await s.as(s.who("county_clerk"), look);
      await person.page.goto("/national");
      await person.settled();
      await picture(person, look.width < 500 ? "national-phone" : "national-en");
      const beyond = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBe(0);
      expect(person.complaints).toEqual([]);
    }
  });
});
