import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signIn } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

/** What an authenticator shows for a secret in base 32, so many half minutes from now. RFC 6238. */
function shown(secret: string, ahead = 0): string {
  const bits = [...secret]
    .map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const sum = createHmac("sha1", key).update(step).digest();
  const number = sum.readUInt32BE((sum.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

describe("one's own account", () => {
  it("signs in with the phone's code once it is on, and another administrator lets in who has lost the phone", async () => {
    const login = s.who("town_head");
    const { page } = await s.as(login);
    const name = await page.locator(".side-user strong").innerText();
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("menuitem", { name: "我的账号" }).click();
    await page.getByLabel("现在的密码").fill("wrong-password");
    await page.getByRole("button", { name: "开通" }).click();
    await page.getByText("密码不对").waitFor();
    await page.getByLabel("现在的密码").fill(s.house.password);
    await page.getByRole("button", { name: "开通" }).click();
    await page.getByRole("img", { name: "动态口令的二维码" }).waitFor();
    const secret = await page.locator(".me-secret").innerText();
    await page.getByLabel("手机上显示的六位口令").fill("000000");
    await page.getByRole("button", { name: "确认开通" }).click();
    await page.getByText("动态口令不对").waitFor();
    await page.getByLabel("手机上显示的六位口令").fill(shown(secret));
    await page.getByRole("button", { name: "确认开通" }).click();
    await page.getByRole("heading", { name: "备用口令" }).waitFor();
    const recovery = await page.locator(".me-recovery code").allInnerTexts();
    expect(recovery).toHaveLength(10);
    await page.getByRole("button", { name: "已经收好" }).click();
    await page.getByText("还有 10 个备用口令没有用过").waitFor();

    const again = await s.stranger();
    await again.page.goto("/login");
    await again.page.getByLabel("账号").fill(login);
    await again.page.getByLabel("密码", { exact: true }).fill(s.house.password);
    await again.page.getByRole("button", { name: "登录", exact: true }).click();
    const code = again.page.getByLabel("动态口令", { exact: true });
    await code.fill("000000");
    await again.page.getByRole("button", { name: "登录", exact: true }).click();
    await again.page.getByText("动态口令不对").waitFor();
    await code.fill(shown(secret, 1));
    await again.page.getByRole("button", { name: "登录", exact: true }).click();
    await again.page.waitForURL((url) => url.pathname !== "/login");

    const admin = await s.as(s.who("sysadmin"));
    await admin.page.getByRole("button", { name: `关掉动态口令 ${name}` }).click();
    await admin.page.getByRole("dialog").getByRole("button", { name: "关掉动态口令" }).click();
    await expect.poll(() => admin.page.getByRole("button", { name: `关掉动态口令 ${name}` }).count()).toBe(0);
    await signIn(await s.stranger(), login, s.house.password);
  });

  it("gives a program a token that only reads, is shown once, and ends when it is withdrawn", async () => {
    const { page } = await s.as(s.who("county_clerk"));
    await page.goto("/me");
    await page.getByRole("button", { name: "新建令牌" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("名字").fill("县里报表");
    await form.getByLabel(/有效天数/).fill("400");
    await form.getByRole("button", { name: "新建令牌" }).click();
    await form.getByText("令牌的有效期要在 1 到 365 天之间").waitFor();
    await form.getByLabel(/有效天数/).fill("30");
    await form.getByRole("button", { name: "新建令牌" }).click();
    const once = page.getByRole("dialog", { name: /县里报表/ });
    const token = await once.locator("code").first().innerText();
    await once.getByRole("button", { name: "已经存好" }).click();
    expect(await page.locator("main").innerText()).not.toContain(token);

    const ask = (method: string, path: string) =>
      fetch(s.house.base + path, { method, headers: { Authorization: `Bearer ${token}`, "X-Dixian": "1" } });
    expect((await ask("GET", "/api/cases")).status).toBe(200);
    expect((await ask("POST", "/api/cases/1/measures")).status).toBe(403);
    await page.reload();
    await page.getByRole("button", { name: "撤掉 县里报表" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤掉" }).click();
    await page.getByText("还没有令牌").waitFor();
    expect((await ask("GET", "/api/cases")).status).toBe(401);
  });
});
