import { describe, expect, it } from "vitest";
import type { components } from "../src/api/schema";
import { blocked, choose, fillMeeting, lead, move } from "./acts.ts";
import { cases, file } from "./api.ts";
import { phone } from "./browser.ts";
import { onTheList } from "./list_and_out.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

type Case = components["schemas"]["Case"];

const s = setting();

/** A family without medical insurance at the desk, with hits to settle and adults to sign. */
async function caseAtDesk(): Promise<Case> {
  const clerk = await s.as(s.who("county_clerk"));
  for (const row of await cases(clerk, "triage")) {
    const c = await file(clerk, row.id);
    const uninsured = row.alerts.every((a) => a.rule === "uninsured");
    if (uninsured && c.hits.some((h) => h.status === "pending") && c.adults.length > 2) return c;
  }
  throw new Error("the demo has no case at the desk with hits to settle");
}

describe("a case from clue to the watch after clearing", () => {
  let c: Case;
  let village = "";
  const at = (id: number) => `/cases/${id}`;

  it("is found in the desk's view and dispatched", async () => {
    c = await caseAtDesk();
    village = s.who("village_cadre", c.case.division_name);
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=triage");
    await page.getByRole("link", { name: c.case.head, exact: true }).first().waitFor();
    await page.goto(at(c.case.id));
    await move(page, "派单入户", async () => {});
    await expect.poll(() => lead(page).innerText()).toContain("待入户");
    // The whole clock begins: the day of the dispatch and fifteen behind it.
    expect(await page.locator(".strip-days li").count()).toBe(16);
  });

  it("is visited on a phone; two lines with one name are refused where they stand", async () => {
    const { page } = await s.as(village, phone);
    await page.goto(at(c.case.id));
    await page.getByRole("button", { name: "入户核查", exact: true }).click();
    await page.getByRole("heading", { name: `入户核查 · ${c.case.head}家` }).waitFor();
    const next = () => page.getByRole("button", { name: "存好，下一步" }).click();
    const pick = (ask: string, answer: string) =>
      page.locator(`[data-ask=${ask}]`).getByText(answer, { exact: true }).click();
    const first = await page.getByLabel("入户人一").inputValue();
    await page.getByLabel("入户人二").fill(first);
    await pick("members_confirmed", "是");
    await next();
    // Income is told by member and item; a line that was begun and not finished is missing.
    const wages = page.locator("[data-ask=income_wage]");
    await wages.getByRole("button", { name: "加一条" }).click();
    await wages.getByLabel("谁的").selectOption({ index: 1 });
    await wages.getByLabel("项目").selectOption("外出务工");
    await wages.getByLabel(/收入/).fill("18,400");
    await wages.getByText("合计 18,400 元").waitFor();
    // What the departments know stands there already, and a digit too few is asked about.
    await page.locator("[data-ask=rigid_spending] input[type=text]").fill("120000");
    await next();
    await pick("food", "不愁");
    await pick("clothes", "不愁");
    await pick("house_safe", "安全");
    await pick("water_safe", "安全");
    await pick("school", "说不清");
    await pick("medical_cover", "都参保");
    await next();
    await next();
    await page.getByText("还差 3 项").first().waitFor();
    await page.getByRole("button", { name: "近12个月工资性收入" }).click();
    await wages.getByLabel("怎么知道的").selectOption("口述");
    await page.getByRole("button", { name: /第 5 步/ }).click();
    await pick("risk_found", "是");
    await page.getByLabel("综合研判").fill("看病花得多，家里能想的办法有限");
    await page.getByRole("button", { name: "交上去" }).click();
    await page.getByText("入户要两个人，两处写的是同一个人").waitFor();
    // Nothing is lost by a refusal, nor by leaving the page.
    await page.reload();
    await page.getByRole("button", { name: /第 1 步/ }).click();
    await page.getByLabel("入户人二").fill("驻村队员甲");
    await page.getByRole("button", { name: /第 5 步/ }).click();
    expect(await page.getByLabel("综合研判").inputValue()).toContain("看病花得多");
    await page.getByRole("button", { name: "交上去" }).click();
    await page.waitForURL(`**${at(c.case.id)}`);
    await expect.poll(() => lead(page).innerText()).toContain("待比对");
    // The clerk reads the lines as words, with the member's name.
    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto(at(c.case.id));
    await clerk.page
      .locator("#visits")
      .getByText(/外出务工 · 收入 18,400.00 元 · 口述/)
      .waitFor();
    expect(
      await page.evaluate(() => Object.keys(localStorage).some((k) => k.startsWith("dixian.visit"))),
    ).toBe(false);
  });

  it("cannot go to the meeting before consents and hits, and says so on the button", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto(at(c.case.id));
    const { says, missing } = await blocked(page, "授权齐全，比对返回");
    expect(says).toContain("还差 2 项");
    expect(missing).toContain("还有成年人没有签授权书");
    expect(missing).toContain("还有命中没有核实");
  });

  it("has each adult's consent recorded by the village", async () => {
    const { page } = await s.as(village);
    await page.goto(at(c.case.id));
    for (const adult of c.adults) {
      await page
        .getByRole("button", { name: `登记授权 ${adult.name}`, exact: true })
        .first()
        .click();
      await page.getByRole("dialog").getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.getByText(`授权 ${c.adults.length}/${c.adults.length}`).waitFor();
    await picture({ page }, "cadre-4");
    // The village sees its hits but does not settle them.
    expect(
      await page
        .locator("#hits")
        .getByRole("button", { name: /属实|数据错误/ })
        .count(),
    ).toBe(0);
  });

  it("tells the household of its hits and writes down what it says", async () => {
    const { page } = await s.as(village);
    await page.goto(at(c.case.id));
    const card = page.locator("#hits");
    await card.getByText("还没有告知农户").first().waitFor();
    await card.getByRole("button", { name: "登记已告知农户" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "保存" }).click();
    await form.getByText("请选怎么告知的").waitFor();
    await choose(form, "way", "当面念给本人");
    await form.getByRole("button", { name: "保存" }).click();
    await form.waitFor({ state: "detached" });
    await card
      .getByText(/可答复到/)
      .first()
      .waitFor();
    await card.getByRole("button", { name: "登记农户答复" }).first().click();
    await form.getByLabel("农户的说法（原话）").fill("车是拉货谋生用的");
    await choose(form, "way", "当面");
    await form.getByRole("button", { name: "保存" }).click();
    await form.waitFor({ state: "detached" });
    await card.getByText(/农户答复（.*当面.*）：车是拉货谋生用的/).waitFor();
  });

  it("has its hits settled by the county, each with finding and department", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto(at(c.case.id));
    for (const _ of c.hits) {
      await page.locator("#hits").getByRole("button", { name: "属实，豁免" }).first().click();
      const form = page.getByRole("dialog");
      await form.getByRole("button", { name: "核定" }).click();
      await form.getByText("请写明核实情况和理由").waitFor();
      await picture({ page }, "county-3");
      await form.getByLabel("核实情况和理由").fill("拉货用的旧车，生产必需");
      await form.getByLabel("数据部门的答复").fill("交管答复：情况属实");
      await form.getByRole("button", { name: "核定" }).click();
      await form.waitFor({ state: "detached" });
    }
    await move(page, "授权齐全，比对返回", async (form) => {
      await form.getByRole("button", { name: "授权齐全，比对返回" }).click();
      await form.getByText("请写明理由").waitFor();
      await form.getByLabel("理由").fill("各部门都已返回");
    });
    await expect.poll(() => lead(page).innerText()).toContain("待评议");
  });

  it("holds its meeting; one without a quorum is refused", async () => {
    const { page } = await s.as(village);
    await page.goto(at(c.case.id));
    await move(page, "记录民主评议", async (form) => {
      await fillMeeting(form, "12");
      await form.getByRole("button", { name: "记录民主评议" }).click();
      await form.getByText("到会人数不够，评议无效").waitFor();
      await picture({ page }, "cadre-5");
      await form.getByLabel("实到人数").fill("26");
      await form.getByLabel("同意票", { exact: true }).fill("25");
    });
    await expect.poll(() => lead(page).innerText()).toContain("张贴公示");
  });

  it("hangs on the board; the town cannot review it before five full days", async () => {
    const cadre = await s.as(village);
    await cadre.page.goto(at(c.case.id));
    await move(cadre.page, "张贴公示", async (form) => {
      await form.getByLabel("张贴地点").fill("村务公开栏");
    });
    await expect.poll(() => cadre.page.locator(".next-band .chip").innerText()).toContain("公示还需 6 天");
    await picture(cadre, "cadre-6");
    const town = await s.as(s.who("town_clerk", c.case.division_name.replace(/(街道|镇|乡).*$/, "$1")));
    await town.page.goto(at(c.case.id));
    const { says, missing } = await blocked(town.page, "乡镇审核");
    expect(says).toContain("还差 3 项");
    expect(missing).toContain("公示没有满五个整日");
    await picture(town, "town-2");
  });

  it("stops its clock for an objection and goes on when it is answered", async () => {
    const { page } = await s.as(village);
    await page.goto(at(c.case.id));
    await page.getByRole("button", { name: "登记异议" }).click();
    await page.getByLabel("异议内容").fill("他家在县城有工作");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await expect.poll(() => page.locator(".next-band .chip").innerText()).toContain("停表");
    await page.getByRole("button", { name: "写处理结果" }).click();
    await page.getByRole("textbox", { name: "处理结果" }).fill("核对过，是同名的人，已当面说明");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await page
      .getByText(/处理完/)
      .first()
      .waitFor();
    await expect.poll(() => page.locator(".next-band .chip").innerText()).toContain("公示还需");
  });

  onTheList(s, () => ({ c, village }));
});
