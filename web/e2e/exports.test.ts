import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

/** The file that something on the page makes the browser fetch. */
async function fetched(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFileSync(await file.path());
}

describe("a list as a file", () => {
  it("is taken from its page as it is filtered, and says who took it", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=open&urgency=红");
    const total = Number(
      (await page.locator(".list-foot, .work-list").last().innerText())
        .match(/共 ([\d  ,]+) 件/)?.[1]
        ?.replace(/\D/g, "") ?? "0",
    );
    await page.getByRole("button", { name: "导出" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("号码遮盖").waitFor();
    await picture({ page }, "export-dialog");
    await dialog.getByLabel("CSV").check();
    const file = await fetched(page, () => dialog.getByRole("button", { name: "导出" }).click());
    const text = file.toString("utf8");
    expect(text).toContain("只供工作使用，不得外传");
    expect(text).toContain("紧急程度：红");
    if (total > 0) expect(text).toContain(`共 ${total} 行，到此为止`);
    await dialog.getByText("开始下载了").waitFor();
    await dialog.locator(".ant-modal-footer").getByRole("button", { name: "关闭" }).click();
    await page.getByRole("button", { name: "导出" }).click();
    const book = await fetched(page, () => dialog.getByRole("button", { name: "导出" }).click());
    expect(book.subarray(0, 2).toString()).toBe("PK");
  });

  it("of many persons leaves only when another person has agreed", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto("/exports");
    const row = clerk.page.locator(".exports-lists li", { hasText: "人员登记" });
    await row.getByRole("button", { name: "导出" }).click();
    const dialog = clerk.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "导出" }).click();
    await dialog.getByText("超过 500 人的名单要另一人批准").waitFor();
    await dialog.getByLabel("理由").fill("年度核对");
    await dialog.getByRole("button", { name: "导出" }).click();
    await dialog.getByText("等另一人批准").first().waitFor();
    await dialog.locator(".ant-modal-footer").getByRole("button", { name: "关闭" }).click();
    await clerk.page.getByRole("cell", { name: "等另一人批准" }).waitFor();

    const head = await s.as(s.who("county_head"));
    await head.page.goto("/exports");
    await head.page.getByText("理由：年度核对").waitFor();
    await picture(head, "exports-waiting");
    await head.page.getByRole("button", { name: "不批准" }).click();
    await head.page.getByText("请写明不批准的理由").waitFor();
    await head.page.getByRole("button", { name: "批准", exact: true }).click();
    await head.page.getByText("理由：年度核对").waitFor({ state: "detached" });

    await clerk.page.reload();
    await clerk.page.getByText("前可以下载").first().waitFor();
    await picture(clerk, "exports");
    const book = await fetched(clerk.page, () =>
      clerk.page.getByRole("link", { name: /^下载/ }).first().click(),
    );
    expect(book.subarray(0, 2).toString()).toBe("PK");
  });
});
