import { describe, expect, it } from "vitest";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("an evaluation", () => {
  it("is drawn by the city, filled in blind by the evaluator, and compared for both", async () => {
    const city = await s.as(s.who("city"));
    await city.page.getByRole("link", { name: "第三方评估" }).click();
    await city.page.getByLabel("评估人").selectOption({ index: 1 });
    await city.page.getByLabel("户数").fill("6");
    await city.page.getByLabel("种子").fill("7");
    await city.page.getByLabel("到哪天").fill("2025-03-31");
    await city.page.getByRole("button", { name: "抽样", exact: true }).click();
    await city.page.getByRole("table", { name: "第三方评估" }).waitFor();
    await picture(city, "samples-city");

    const evaluator = await s.as(s.who("evaluator"));
    const { page } = evaluator;
    await page.waitForURL((url) => url.pathname === "/samples");
    await picture(evaluator, "evaluator-1");
    await page.getByRole("table", { name: "第三方评估" }).getByRole("link").first().click();
    await page.getByText("交表以前不显示系统的结论。").waitFor();
    const before = await page.locator("main").innerText();
    for (const word of ["系统 ", "预警", "监测对象", "脱贫", "5226310"]) expect(before).not.toContain(word);
    await page.getByRole("button", { name: "填表" }).first().click();
    await page.getByRole("radio", { name: "见到了" }).check();
    await page.getByRole("button", { name: "交表，不能再改" }).click();
    await page.getByText("请填现在一起生活的人数").waitFor();
    await page.getByLabel("现在一起生活的人数").fill("11");
    for (const name of ["吃", "穿", "上学", "看病", "住房", "饮水", "务工就业"])
      await page.getByRole("group", { name, exact: true }).getByRole("radio", { name: "不愁" }).check();
    await page
      .getByRole("group", { name: "有没有返贫致贫风险" })
      .getByRole("radio", { name: "没有" })
      .check();
    await page.getByLabel("看到的、听到的").fill("房子新修过，水天天有");
    await picture(evaluator, "evaluator-2");
    await page.getByRole("button", { name: "交表，不能再改" }).click();
    await page.getByText(/评估 11，系统 \d+/).waitFor();
    await picture(evaluator, "evaluator-3");
    expect(await page.getByRole("button", { name: "填表" }).count()).toBe(5);

    await city.page.getByRole("table", { name: "第三方评估" }).getByRole("link").first().click();
    await city.page.getByText(/项一致，\d+ 项不同/).waitFor();
    await city.page.getByLabel("只看不同的").check();
    await city.page.getByText(/评估 11，系统 \d+/).waitFor();
    await picture(city, "samples-city-2");
  });

  it("shows evaluators nothing else", async () => {
    const { page } = await s.as(s.who("evaluator"));
    for (const path of [
      "/api/cases",
      "/api/overview",
      "/api/findings",
      "/api/screening-changes",
      "/api/screenings",
    ])
      expect((await page.request.get(path)).status(), path).toBe(403);
  });
});
