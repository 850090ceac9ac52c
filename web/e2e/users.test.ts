import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { components } from "../src/api/schema";
import { read } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";
import { workbook } from "./workbook.ts";

const s = setting();
const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

describe("users from Excel", () => {
  it("are looked at first; a sheet with errors makes nobody, a right one all, with passwords shown once", async () => {
    const admin = await s.as(s.who("sysadmin"));
    const { page } = admin;
    const cadre = await s.as(s.who("village_cadre"));
    const me = await read<components["schemas"]["Me"]>(cadre, "/api/me");
    const village = me.user.grants[0]?.division ?? "";
    await page.goto("/users");
    await page.getByRole("button", { name: "从 Excel 新建" }).click();
    const dialog = page.getByRole("dialog");
    const [template] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("link", { name: "下载模板" }).click(),
    ]);
    expect(
      readFileSync(await template.path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    const head = ["账号", "姓名", "角色", "区划", "身份证号"];
    const give = (name: string, ...rows: string[][]) =>
      dialog.locator("input[type=file]").setInputFiles({ name, mimeType, buffer: workbook([head, ...rows]) });
    await give("坏.xlsx", ["sheet-a", "甲甲", "村长", village], ["sheet-b", "乙乙", "村干部", "某村"]);
    await dialog.getByText("有 2 处要改").waitFor();
    await dialog.getByRole("cell", { name: "村长" }).waitFor();
    expect(await dialog.getByRole("button", { name: /^新建这/ }).isDisabled()).toBe(true);
    await picture(admin, "users-sheet-errors");
    const [errors] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "下载错误清单" }).click(),
    ]);
    expect(
      readFileSync(await errors.path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    await give(
      "好.xlsx",
      ["sheet-a", "甲甲", "村干部", village, "990000199001010017"],
      ["sheet-b", "乙乙", "驻村工作队", village],
    );
    await dialog.getByText("会新建 2 个账号").waitFor();
    await dialog.getByText("本人 990000********0017").waitFor();
    await dialog.getByRole("button", { name: "新建这 2 个" }).click();
    await page.getByText("建好了 2 个账号").waitFor();
    const slip = page.locator(".users-slips li", { hasText: "sheet-a" });
    const password = await slip.locator("code").nth(1).innerText();
    await picture(admin, "users-slips");
    await page.getByRole("button", { name: "已经打印或交给本人" }).click();
    await page.getByRole("cell", { name: "sheet-b" }).waitFor();

    const fresh = await s.stranger();
    await fresh.page.goto("/login");
    await fresh.page.getByLabel("账号").fill("sheet-a");
    await fresh.page.getByLabel("密码", { exact: true }).fill(password);
    await fresh.page.getByRole("button", { name: "登录", exact: true }).click();
    await fresh.page.waitForURL("**/password");
  });
});
