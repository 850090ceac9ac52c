import { describe, expect, it } from "vitest";
import { setting } from "./setting.ts";

const s = setting();

/** A number that nobody has: 1985-01-01, with its check digit. */
function idNumber(serial: number): string {
  const digits = `52263119850101${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((n, w, i) => n + w * Number(digits[i]), 0);
  return digits + "10X98765432"[sum % 11];
}

const settlements = [
  "结算单号,证件号码,结算日期,总费用,个人自付",
  ...Array.from({ length: 9 }, (_, i) => `D${i},${idNumber(1)},2025-02-01,10.00,1.00`),
  `D9,${idNumber(2)},2025-02-03,1O.00,1.00`,
  "",
].join("\n");

describe("a department", () => {
  it("delivers its own table, mends a bad row and loads it again", async () => {
    const { page } = await s.as(s.who("department"));
    await page.goto("/deliveries");
    await page.getByRole("heading", { name: "数据交付" }).waitFor();
    const calendar = await page.getByRole("table").innerText();
    expect(calendar).toContain("医保结算");
    expect(calendar).not.toContain("机动车");
    expect(await page.getByRole("navigation", { name: "数据" }).getByRole("link").count()).toBeLessThan(4);
    await page.getByRole("link", { name: "上传文件" }).click();
    const file = (name: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(settlements) });
    await page.locator("input[type=file][accept]").setInputFiles(file("机动车.csv"));
    await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
    await page.getByText(/不是您的部门报送的表/).waitFor();
    await page.goto("/deliveries/upload");
    await page.locator("input[type=file][accept]").setInputFiles(file("医保结算.csv"));
    await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
    const card = page.locator(".preview");
    await card.getByText("读入 10 = 入库 9 + 重复 0 + 隔离 1").waitFor();
    await page.getByRole("button", { name: "全部装载（1 个）" }).click();
    await card.getByText("装载 9 行，隔离 1 行").waitFor();
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "隔离 1 行" }).click();
    await page.getByRole("heading", { name: "医保结算：1 行需要改正" }).waitFor();
    await page.locator('input[data-grid^="11 "]').focus();
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "重新提交已改的 1 行" }).click();
    await page.getByText(/已作为第 \d+ 批装载：入库 1 行，隔离 0 行/).waitFor();
  });

  it("answers what the desk asks, and the desk reads it", async () => {
    const { page } = await s.as(s.who("department"));
    await page.getByText(/答复问部门的问题/).waitFor();
    await page.goto("/questions");
    const asked = page.locator(".question").filter({ hasText: "这几行和登记对不上" });
    const about = await asked.innerText();
    expect(about).toMatch(/\d{6}\*{8}/);
    expect(about).not.toMatch(/\d{17}/);
    await asked.getByRole("button", { name: "答复" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("数据有误", { exact: true }).click();
    await dialog.getByLabel("正确的值").fill("8200 元");
    await dialog.getByLabel("核对情况").fill("同一笔报了两次");
    await dialog.getByRole("button", { name: "送出答复" }).click();
    await page.getByText("没有待答复的问题").waitFor();

    const clerk = await s.as(s.who("county_clerk"));
    const answer = await clerk.page.request.get("/api/cases?state=triage&limit=200");
    const { cases } = (await answer.json()) as { cases: { id: number }[] };
    const files = await Promise.all(
      cases.map(async (c) => {
        const got = await clerk.page.request.get(`/api/cases/${c.id}`);
        return (await got.json()) as { case: { id: number }; questions: { corrected: string }[] };
      }),
    );
    const told = files.find((f) => f.questions.some((q) => q.corrected === "8200 元"));
    expect(told).toBeTruthy();
    await clerk.page.goto(`/cases/${told?.case.id}`);
    await clerk.page.getByText("应为 8200 元").first().waitFor();
  });

  it("is told of nothing else", async () => {
    const { page } = await s.as(s.who("department"));
    const nav = await page.getByRole("navigation", { name: "主导航" }).innerText();
    expect(nav).not.toMatch(/线索与案件|总览|农户申报|户籍变更/);
    for (const path of ["/api/cases", "/api/overview", "/api/screenings", "/api/cases/1"])
      expect((await page.request.get(path)).status(), path).toBe(403);
  });
});
