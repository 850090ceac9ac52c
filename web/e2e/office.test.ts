import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { signIn } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("a delivery of data", () => {
  it("is uploaded, screened and joined, and its account is balanced", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/data");
    const files = ["registry", "extracts"].flatMap((folder) =>
      readdirSync(join(s.house.files, folder)).map((name) => join(s.house.files, folder, name)),
    );
    await page.locator("input[type=file][accept]").setInputFiles(files);
    await page.getByText(`已选 ${files.length} 个文件`).waitFor();
    await page.getByRole("button", { name: `上传并筛查 ${files.length} 个文件` }).click();
    await page.getByRole("heading", { name: "筛查完成" }).waitFor({ timeout: 60_000 });
    expect(await page.locator(".account").innerText()).not.toContain("账不平");
    await page.getByRole("link", { name: "看这一期" }).click();
    await page.getByRole("heading", { name: "各表账目" }).waitFor();
    await page.getByText("示例值，未核定").first().waitFor();
  });

  it("with a file that is no table's is refused with its name, before anything changes", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/data");
    await page
      .locator("input[type=file][accept]")
      .setInputFiles({ name: "通讯录.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await page.getByRole("button", { name: "上传并筛查 1 个文件" }).click();
    await page.getByText("“通讯录.csv”不是任何一张表").waitFor();
  });
});

describe("an account", () => {
  it("is made with a password that is shown once, and changed at the first sign-in", async () => {
    const admin = await s.as(s.who("sysadmin"));
    const { page } = admin;
    await page.getByRole("button", { name: "新建用户" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("姓名").fill("欧阳乙");
    await form.getByLabel("账号").fill("ouyang");
    await form.getByRole("combobox", { name: "角色" }).click();
    await page.getByTitle("系统管理员", { exact: true }).click();
    await form.getByRole("combobox", { name: "辖区" }).click();
    await page.getByRole("menuitemcheckbox", { name: "贵州省" }).click();
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: "新建用户" }).click();
    const once = page.getByRole("dialog", { name: /一次性密码/ });
    const password = await once.locator(".once-password").innerText();
    await once.getByRole("button", { name: "已经告诉本人" }).click();
    expect(await page.locator("main").innerText()).not.toContain(password);

    const newcomer = await s.stranger();
    await signIn(newcomer, "ouyang", password);
    await newcomer.page.waitForURL("**/password");
    await newcomer.page.goto("/users");
    await newcomer.page.waitForURL("**/password");
    const line = (label: string) => newcomer.page.getByLabel(label, { exact: true });
    await line("一次性密码").fill(password);
    await line("新密码").fill("short");
    await line("再写一遍新密码").fill("shorter");
    await newcomer.page.getByRole("button", { name: "换密码" }).click();
    await newcomer.page.getByText("两次写的不一样，再看一下").waitFor();
    await line("再写一遍新密码").fill("short");
    await newcomer.page.getByRole("button", { name: "换密码" }).click();
    await newcomer.page.getByRole("alert").getByText("密码至少 10 位").waitFor();
    await line("新密码").fill("a-long-river-8");
    await line("再写一遍新密码").fill("a-long-river-8");
    await newcomer.page.getByRole("button", { name: "换密码" }).click();
    await newcomer.page.waitForURL("**/users");
  });

  it("that is disabled is out at once", async () => {
    const team = await s.as(s.who("village_team"));
    const admin = await s.as(s.who("sysadmin"));
    const name = await team.page.locator(".side-user strong").innerText();
    await admin.page.getByRole("button", { name: `停用 ${name}` }).click();
    await admin.page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await admin.page.getByRole("button", { name: `恢复 ${name}` }).waitFor();
    await team.page.goto("/cases");
    await team.page.waitForURL("**/login*");
  });

  it("with a wrong password is told so, not which part was wrong", async () => {
    const { page } = await s.stranger();
    await page.goto("/login");
    await page.getByLabel("账号").fill("county_clerk");
    await page.getByLabel("密码", { exact: true }).fill("wrong-password-1");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByText("账号或密码不对").waitFor();
  });
});

describe("the audit log", () => {
  it("says that its whole chain holds, when asked", async () => {
    const { page } = await s.as(s.who("auditor"));
    expect(await page.getByText(/整条链核验无误/).count()).toBe(0);
    await page.getByRole("button", { name: "核验整条链" }).click();
    await page.getByText(/整条链核验无误，共 [\d,]+ 条/).waitFor();
    await page.getByRole("cell", { name: "登录" }).first().waitFor();
  });

  it("is asked who did what, and the filter is in the address", async () => {
    const { page } = await s.as(s.who("auditor"));
    const form = page.getByRole("form", { name: "筛选" });
    await form.getByLabel("谁（账号）").fill("auditor");
    await form.getByLabel("做了什么").selectOption({ label: "登录" });
    await form.getByRole("button", { name: "查" }).click();
    await page.waitForURL("**/audit?user=auditor&action=sign_in");
    const rows = page.locator("tbody tr");
    await expect
      .poll(async () => new Set(await rows.locator("td:nth-child(3)").allInnerTexts()).size)
      .toBe(1);
    await form.getByLabel("谁（账号）").fill("nobody");
    await form.getByRole("button", { name: "查" }).click();
    await page.getByText("没有符合的记录").waitFor();
    await form.getByRole("button", { name: "清空" }).click();
    await rows.first().waitFor();
  });
});

describe("what administrators keep an eye on", () => {
  it("is a backup that was never made, for the system's", async () => {
    const { page } = await s.as(s.who("sysadmin"));
    await page.getByRole("link", { name: "备份" }).click();
    await page.getByText("还没有备份过：现在就做一次").waitFor();
    expect(await page.getByRole("link", { name: "密钥" }).count()).toBe(0);
  });

  it("is the key in use without its secret, for security's", async () => {
    const { page } = await s.as(s.who("secadmin"));
    await page.waitForURL("**/keys");
    await page.getByRole("row", { name: /^[0-9a-f]{8} 在用/ }).waitFor();
    await page.getByRole("link", { name: "节假日" }).click();
    await page.getByRole("row", { name: /春节/ }).waitFor();
    expect(await page.getByRole("link", { name: "备份" }).count()).toBe(0);
  });

  it("is who is locked out by wrong passwords", async () => {
    const stranger = await s.stranger();
    const login = s.who("department");
    for (let i = 0; i < 5; i++) {
      const tried = await stranger.page.request.post("/api/login", {
        headers: { "X-Dixian": "1" },
        data: { login, password: "wrong-password-9" },
      });
      expect(tried.status()).not.toBe(200);
    }
    const { page } = await s.as(s.who("sysadmin"));
    await page.goto("/users");
    const row = page.getByRole("row").filter({ has: page.getByText(login, { exact: true }) });
    await row.getByText(/连输错密码，锁到/).waitFor();
  });
});
