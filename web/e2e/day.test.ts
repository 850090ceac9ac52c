import { expect, it } from "vitest";
import { phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

it("a visit is made without a network, from a phone that was closed, and handed in when there is one", async () => {
  const cadre = await s.as(s.who("village_cadre"), phone);
  const { page, context } = cadre;
  await page.goto("/day");
  await page.getByText("没网也要用").click();
  const [pin, again] = [page.getByLabel("设一个 6 位数字的 PIN"), page.getByLabel("再输一遍")];
  await pin.fill("135790");
  await again.fill("135791");
  expect(await page.getByRole("button", { name: "装进手机" }).isDisabled()).toBe(true);
  await again.fill("135790");
  await page.getByRole("button", { name: "装进手机" }).click();
  await pin.waitFor({ state: "detached" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await cadre.settled();
  // The first card's file has been taken along, sealed: nothing of it can be read in the shelf.
  const names = () =>
    page.evaluate(
      () =>
        new Promise<string[]>((done) => {
          const asked = indexedDB.open("dixian-phone");
          asked.onsuccess = () => {
            const keys = asked.result.transaction("shelf").objectStore("shelf").getAllKeys();
            keys.onsuccess = () => done(keys.result.map(String));
          };
        }),
    );
  await expect
    .poll(async () => (await names()).filter((n) => n.startsWith("case/")).length)
    .toBeGreaterThan(0);
  await cadre.settled();
  const held = await page.locator(".day-list .visit-button").count();

  await context.setOffline(true);
  await page.goto("/day");
  await page.getByLabel(/输入 6 位 PIN/).fill("000000");
  await page.getByRole("button", { name: "打开" }).click();
  await page.getByText("PIN 不对，还能试 4 次").waitFor();
  await page.getByLabel(/输入 6 位 PIN/).fill("135790");
  await page.getByRole("button", { name: "打开" }).click();
  await page.getByText(/没有网络，这是/).waitFor();
  expect(await page.locator(".day-list .visit-button").count()).toBe(held);
  await page
    .getByRole("link", { name: /^去填表/ })
    .first()
    .click();
  await page.getByLabel("入户人二").fill("驻村队员乙");
  const set = (ask: string, answer: string) =>
    page.locator(`[data-ask=${ask}]`).getByText(answer, { exact: true }).click();
  await set("members_confirmed", "是");
  for (const [ask, answer, step] of [
    ["food", "不愁", 3],
    ["clothes", "不愁", 3],
    ["house_safe", "安全", 3],
    ["water_safe", "安全", 3],
    ["school", "都在学", 3],
    ["medical_cover", "都参保", 3],
    ["risk_found", "否", 5],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`第 ${step} 步`) }).click();
    await set(ask, answer);
  }
  await page.getByLabel("综合研判").fill("收入稳定，没有风险");
  await page.getByRole("button", { name: "交上去" }).click();
  await page.waitForURL("**/day");
  await page.getByText("1 份已存手机，有网自动上传").waitFor();
  await context.setOffline(false);
  await page.getByText("已传 1 份").waitFor();
  expect((await names()).filter((n) => n.startsWith("out/") || n.startsWith("draft/"))).toEqual([]);
  cadre.complaints.splice(
    0,
    cadre.complaints.length,
    ...cadre.complaints.filter((c) => !c.includes("ERR_INTERNET_DISCONNECTED")),
  );
});
