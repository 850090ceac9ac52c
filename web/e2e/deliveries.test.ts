import { describe, expect, it } from "vitest";
import { read } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

/** A number that nobody has: 1985-01-01, with its check digit. */
function idNumber(serial: number): string {
  const digits = `52263119850101${String(serial).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((n, w, i) => n + w * Number(digits[i]), 0);
  return digits + "10X98765432"[sum % 11];
}

/** Settlements under a department's own headers, some of them bad. */
function settlements(good: number, bad: string[]): string {
  const line = (no: string, day: string, cost: string) => `${no},${idNumber(1)},${day},${cost},1.00`;
  return [
    "结算编号,证件号码,结算日期,总费用（元）,个人自付",
    ...Array.from({ length: good }, (_, i) => line(`J${i}`, "2025-02-01", "10.00")),
    ...bad,
    "",
  ].join("\n");
}

const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

describe("a file of a department", () => {
  it("is looked at first; a guess is not read before its mapping is saved, then it is loaded", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await page.getByRole("heading", { name: "数据交付" }).waitFor();
    await expect.poll(() => page.locator(".page-head").innerText()).toMatch(/2025-03：\d+ 张表已交 0/);
    await page.getByRole("link", { name: "上传文件" }).click();
    const bad = [
      `B1,${idNumber(2)},2025-02-03,1O.00,1.00`,
      `B2,${idNumber(2)},2025/13/02,10.00,1.00`,
      `B3,${idNumber(2)},2025-02-03,l0.00,1.00`,
    ];
    await page
      .locator("input[type=file][accept]")
      .setInputFiles(csv("医保结算_某局.csv", settlements(40, bad)));
    await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
    await page.getByText("猜的，请核对").waitFor();
    const card = page.locator(".preview");
    expect(await card.getByRole("button", { name: /装载/ }).isDisabled()).toBe(true);
    // Nobody's number is shown.
    expect(await card.innerText()).not.toContain(idNumber(1));
    await card.getByLabel("结算编号 读作").selectOption({ label: "证件号码 *" });
    await card.getByText("这些表头读成了同一列").waitFor();
    await card.getByLabel("结算编号 读作").selectOption({ label: "结算单号 *" });
    await card.getByLabel("来源名称").fill("医保局");
    await card.getByRole("button", { name: "存下对照，重看" }).click();
    await card.getByText("读入 43 = 入库 40 + 重复 0 + 隔离 3").waitFor();
    await card.getByText("会被隔离的 3 行").click();
    await card.getByText("不是日期：没有13月").waitFor();
    await page.getByRole("button", { name: "全部装载（1 个）" }).click();
    await card.getByText("装载 40 行，隔离 3 行").waitFor();
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "隔离 3 行" }).waitFor();
  });

  it("with a header known from before is read with the saved mapping, and the same bytes are not loaded twice", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries/upload");
    await page
      .locator("input[type=file][accept]")
      .setInputFiles(csv("医保结算_三月.csv", settlements(5, [])));
    await page.getByRole("button", { name: "上传 1 个文件，先看后装载" }).click();
    await page.getByText("读入 5 = 入库 5 + 重复 0 + 隔离 0").waitFor();
    expect(await page.getByLabel("用对照").inputValue()).toBe("医保局");
  });

  it("tells its department by a letter what is wrong, and repeats no cell", async () => {
    const { page, context } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "反馈函 医保" }).click();
    const letter = await opened;
    await letter.getByText("共 43 行，其中 3 行有错").waitFor();
    const text = await letter.locator("body").innerText();
    expect(text).toContain("金额写法");
    expect(text).toContain("42、44");
    expect(text).not.toContain("1O.00");
    expect(text).not.toMatch(/\d{9}/);
    // Its style sheet is let through, so that it prints as a letter.
    const ruled = await letter
      .locator("table")
      .first()
      .evaluate((e) => getComputedStyle(e).borderCollapse);
    expect(ruled).toBe("collapse");
  });

  it("has its bad rows mended like in a sheet, and loaded again", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "隔离 3 行" }).click();
    await page.getByRole("heading", { name: "医保结算：3 行需要改正" }).waitFor();
    const cell = (line: number) => page.locator(`input[data-grid^="${line} "]`);
    expect(await page.locator(".bad-cell mark").first().innerText()).toBe("O");
    // Tab takes the suggestion and goes on to the next row, which has none: there is no month 13.
    await cell(42).focus();
    await page.keyboard.press("Tab");
    await expect.poll(() => page.locator("tr", { has: cell(42) }).innerText()).toContain("已改");
    expect(await cell(42).inputValue()).toBe("10.00");
    expect(await cell(43).evaluate((e) => e === document.activeElement)).toBe(true);
    await page.keyboard.type("2025/02/30");
    await page.keyboard.press("Enter");
    await page
      .locator("tr", { has: cell(43) })
      .getByText("2025年2月没有30日")
      .waitFor();
    expect(await cell(44).evaluate((e) => e === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowUp");
    // A column from a sheet goes into this cell and those below.
    await cell(43).evaluate((e) => {
      const data = new DataTransfer();
      data.setData("text/plain", "2025-02-27\r\n12.00\r\n");
      e.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await page.getByText("3 行，已改 3，待改 0").waitFor();
    // The paste is taken back in one step, then what was wrong before it; the file's own is there again.
    await page.keyboard.press("Control+z");
    await page.getByText("3 行，已改 1，待改 2").waitFor();
    expect(await cell(43).inputValue()).toBe("2025/02/30");
    await page.keyboard.press("Control+z");
    await page
      .locator("tr", { has: cell(43) })
      .getByText("没有13月")
      .waitFor();
    expect(await cell(43).inputValue()).toBe("");
    // What was written last is what is kept, though the request before it takes its time.
    let held = 0;
    await page.route("**/quarantine", async (route) => {
      if (route.request().method() === "PATCH" && held++ === 0) await new Promise((r) => setTimeout(r, 800));
      await route.continue();
    });
    await page.keyboard.press("Control+y");
    await page.keyboard.press("Control+y");
    await page.getByText("3 行，已改 3，待改 0").waitFor();
    await page.waitForTimeout(1000);
    await page.unroute("**/quarantine");
    // Another sitting finds the file's value beside the new one.
    await page.reload();
    await page.getByText("3 行，已改 3，待改 0").waitFor();
    expect(await page.locator("tr", { has: cell(43) }).innerText()).toContain("2025/13/02");
    expect(await cell(43).getAttribute("placeholder")).toBe("2025-02-27");
    await picture({ page }, "county-2");
    await page.getByRole("button", { name: "重新提交已改的 3 行" }).click();
    await page.getByText(/已作为第 \d+ 批装载：入库 3 行，隔离 0 行/).waitFor();
    await page.goto("/deliveries");
    await page.getByRole("link", { name: "43", exact: true }).waitFor();
  });

  it("that was wrong is taken back with a reason, and what follows is screened", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/batches?table=medical_settlement&state=loaded");
    await page.locator("tbody a.count").last().click();
    await page.getByRole("button", { name: "撤销整批" }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "撤销", exact: true }).click();
    await form.getByText("请写明为什么撤销").waitFor();
    await form.getByLabel("为什么撤销").fill("医保局发错了文件");
    await form.getByRole("button", { name: "撤销", exact: true }).click();
    await page.getByText("撤销理由：医保局发错了文件").waitFor();
    await page.getByRole("heading", { name: "筛查完成" }).waitFor({ timeout: 60_000 });
    await page.goto("/batches");
    // The corrected rows went along.
    await expect.poll(() => page.locator("tbody tr", { hasText: "已撤销" }).count()).toBe(2);
  });

  it("that is being loaded is found in a second tab, with its progress, and stopped there", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const headers = { "X-Dixian": "1" };
    const upload = async (name: string, rows: number) => {
      const files = csv(name, settlements(rows, []));
      const sent = await clerk.page.request.post("/api/batches", { headers, multipart: { files } });
      return ((await sent.json()) as { batches: { id: number; version: number }[] }).batches[0];
    };
    const load = async (batch?: { id: number; version: number }) => {
      const sent = await clerk.page.request.post(`/api/batches/${batch?.id}/load`, {
        headers,
        data: { version: batch?.version, source: "医保局" },
      });
      expect(sent.status(), await sent.text()).toBe(202);
    };
    // Both lie ready and the second tab is open before the first is read: who is quick reads it in seconds.
    const large = await upload("医保结算_全年.csv", 1_000_000);
    const small = await upload("医保结算_补.csv", 6);
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/deliveries");
    await load(large);
    await load(small);
    await page.goto("/deliveries");
    const jobs = page.getByRole("region", { name: "我的作业" });
    const second = jobs.locator(".jobs-running").filter({ hasText: "医保结算_补.csv" });
    await second.getByText(/^排队/).waitFor();
    const first = jobs.locator(".jobs-running").filter({ hasText: "医保结算_全年.csv" });
    await first.getByText(/读取文件 · [\d,]+ 行 · \d+%/).waitFor();
    await second.getByRole("button", { name: "取消" }).click();
    await first.getByRole("button", { name: "取消" }).click();
    await jobs.getByText("一天内结束的").click();
    for (const name of ["医保结算_补.csv", "医保结算_全年.csv"])
      await jobs.locator("li", { hasText: name }).getByText("这次装载停了下来，什么都没有改动").waitFor();
    await page.reload();
    await jobs.getByText("一天内结束的").waitFor();
    // Another person's page knows nothing of them.
    const head = await s.as(s.who("county_head"));
    expect((await read<{ jobs: unknown[] }>(head, "/api/jobs")).jobs).toEqual([]);
  });

  it("is not for a village to bring, nor to hear of", async () => {
    const { page } = await s.as(s.who("village_cadre"));
    for (const path of ["/api/deliveries", "/api/deliveries/letter?owner=医保", "/api/batches"])
      expect((await page.request.get(path)).status()).toBe(403);
  });
});
