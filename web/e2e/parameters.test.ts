import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Person } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Loads one of the demo's files as a department's delivery. */
async function delivered({ page }: Person, table: string) {
  await page.goto("/deliveries/upload");
  await page
    .locator("input[type=file][accept]")
    .setInputFiles(join(s.house.files, "extracts", `${table}.csv`));
  await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
  await page.getByRole("button", { name: "全部装载（1 个）" }).click();
  await page.getByText(/装载 \d+ 行，隔离 0 行/).waitFor();
}

/** Asks for a value of a parameter, from its row; gives the request's path. */
async function asked(page: Page, name: string, value: string, number: string): Promise<string> {
  await page.goto("/parameters");
  await page.getByRole("button", { name: `申请改 ${name}`, exact: true }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("改成").fill(value);
  await form.getByLabel("文件号").fill(number);
  await form.getByLabel("理由").fill("按文件定");
  await form.getByRole("button", { name: "提出申请" }).click();
  await form.waitFor({ state: "detached" });
  const request = page.getByRole("region", { name: "申请" }).getByRole("link", { name });
  await request.first().click();
  await page.waitForURL("**/parameters/*");
  return new URL(page.url()).pathname;
}

describe("a parameter", () => {
  it("without a document is not asked for", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/parameters");
    await page.getByRole("button", { name: "申请改 研判时限", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("改成").fill("4");
    await form.getByRole("button", { name: "提出申请" }).click();
    await form.getByText("请填写文件号：参数要有文件依据").waitFor();
  });

  it("that only the province sets has no button for a county", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/parameters");
    const row = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: "监测范围（元/人·年）", exact: true }) });
    await row.getByText("省级").waitFor();
    expect(await row.getByRole("button", { name: /^申请改/ }).count()).toBe(0);
    await row.getByRole("button", { name: "历史 监测范围（元/人·年）", exact: true }).click();
    const history = page.getByRole("table", { name: "监测范围（元/人·年）的历次值" });
    await history.getByRole("row", { name: /2021-01-01.*6000.*国开发〔2020〕6号/ }).waitFor();
  });

  it("is asked for by one person, its effect seen, and approved by another", async () => {
    const name = "收入降幅比例";
    const clerk = await s.as(s.who("county_clerk"));
    await delivered(clerk, "income");
    const path = await asked(clerk.page, name, "0.01", "黎府发〔2025〕9号");
    await clerk.page.getByText("自己提的要由另一个人批").waitFor();
    expect(await clerk.page.getByRole("button", { name: "批准", exact: true }).count()).toBe(0);

    const head = (await s.as(s.who("county_head"))).page;
    await head.goto(path);
    await head.getByRole("button", { name: "不批准" }).click();
    await head.getByText("请写明不批准的理由").waitFor();
    await head.getByRole("button", { name: "批准", exact: true }).click();
    await head.getByText("批准之前要先算一算影响").waitFor();
    await head.getByRole("button", { name: "算一算影响" }).click();
    const effect = head.getByRole("region", { name: "影响" });
    const told = await effect.getByText(/有预警的农户从 \d+ 户变成/).innerText();
    const [before = 0, after = 0, gained = 0, lost = 0] = [...told.matchAll(/\d+/g)].map(Number);
    expect(gained).toBeGreaterThan(0);
    expect(after).toBe(before + gained - lost);
    await effect.getByText(`多出来的农户 ${gained} 户`).click();
    expect(await effect.getByRole("link").count()).toBe(gained + lost);
    await effect.getByRole("table", { name: "会变的规则（农户数）" }).getByText("收入大幅下降").waitFor();
    const villages = effect.getByRole("table", { name: "各村要走的户数" });
    const more = await villages.getByRole("row").getByRole("cell").nth(2).innerText();
    expect(Number(more)).toBeGreaterThan(0);

    await head.getByRole("button", { name: "批准", exact: true }).click();
    await head.getByText(/办理：已批准/).waitFor();
    await head.goto("/parameters");
    const row = head.getByRole("row").filter({ has: head.getByRole("rowheader", { name, exact: true }) });
    await row.getByText("黎府发〔2025〕9号").waitFor();
    expect(await row.getByRole("cell").first().innerText()).toBe("0.01");
  });

  it("that is taken back by who asked is not approved any more", async () => {
    const clerk = (await s.as(s.who("county_clerk"))).page;
    await asked(clerk, "研判时限", "4", "黎府发〔2025〕8号");
    await clerk.getByRole("button", { name: "撤回" }).click();
    await clerk.getByText(/办理：已撤回/).waitFor();
    expect(await clerk.getByRole("button", { name: "撤回" }).count()).toBe(0);
  });
});
