import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Person } from "./browser.ts";

/** Opens the form of a step from the band, fills in what it asks, and hands it in. */
export async function move(page: Page, button: string, fill: (form: Locator) => Promise<void>) {
  await page
    .getByRole("region", { name: "下一步" })
    .getByRole("button", { name: button, exact: true })
    .click();
  const form = page.getByRole("dialog");
  await fill(form);
  await form.getByRole("button", { name: button, exact: true }).click();
}

/** Opens the visit form from the band of the case whose page is open. */
export async function visitForm(page: Page, button: string) {
  await page
    .getByRole("region", { name: "下一步" })
    .getByRole("button", { name: button, exact: true })
    .click();
  await page.waitForURL(/\/cases\/\d+\/visit$/);
}

/** The band's line: who does what next. */
export const lead = (page: Page) => page.locator(".next-lead");

/** The band's button while something is missing, and what it says is missing. */
export async function blocked(page: Page, button: string): Promise<{ says: string; missing: string }> {
  const advance = page.getByRole("button", { name: new RegExp(button) });
  return { says: await advance.innerText(), missing: await page.locator(".next-blocks").innerText() };
}

/** Answers a question of a form that offers its answers side by side. */
export const choose = (form: Locator, ask: string, answer: string) =>
  form.locator(`[data-ask=${ask}]`).getByText(answer, { exact: true }).click();

/** Answers a question whose answers are in a list. */
export async function pick(form: Locator, ask: string, answer: string) {
  await form.getByRole("combobox", { name: ask }).click();
  const open = form.page().locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await open.getByTitle(answer, { exact: true }).click();
}

/** Lets days pass in the demo county, by its own button. */
export async function pass(page: Page, ...days: number[]) {
  const today = page.locator(".top-when strong").last();
  for (const n of days) {
    const before = await today.innerText();
    await page.getByRole("button", { name: "让日子过几天" }).click();
    await page.getByRole("menuitem", { name: `过 ${n} 天`, exact: true }).click();
    await expect.poll(() => today.innerText()).not.toBe(before);
  }
}

/** Photographs something for the case whose page is open, with a picture that the browser draws. */
export async function photograph({ page }: Person, of: string) {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 400;
    canvas.height = 300;
    canvas.getContext("2d")?.fillRect(0, 0, 300, 200);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const photos = page.locator("#photos");
  await photos.getByRole("radio", { name: of }).check();
  // An earlier round's photo of the same is on the page already: what counts is that this one arrived.
  const arrived = page.waitForResponse((r) => r.request().method() === "POST" && r.url().endsWith("/photos"));
  await photos
    .locator("input[type=file]")
    .setInputFiles({ name: "IMG_2.jpg", mimeType: "image/jpeg", buffer: Buffer.from(drawn, "base64") });
  await photos
    .getByRole("link", { name: new RegExp(`^${of} ·`) })
    .first()
    .waitFor();
  expect((await arrived).ok()).toBe(true);
}

/** The minutes of a meeting that is in order but for those who came. */
export async function fillMeeting(form: Locator, attended: string) {
  await form.getByLabel("应到人数").fill("30");
  await form.getByLabel("实到人数").fill(attended);
  await form.getByLabel("同意票", { exact: true }).fill("11");
  await form.getByLabel("不同意票").fill("1");
  await choose(form, "relatives_recused", "是");
  await form.getByLabel("评议记录").fill("介绍入户情况，逐户评议");
}

/** Answers what a visit form asks, up to its last step; the first visitor is filled in already. */
export async function fillVisit(page: Page, second: string) {
  await page.getByLabel("入户人二").fill(second);
  await choose(page.locator("form"), "members_confirmed", "是");
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
    await choose(page.locator("form"), ask, answer);
  }
  await page.getByLabel("综合研判").fill("收入稳定，没有风险");
}

/** The PIN of every phone in the tests. */
export const pin = "135790";

/** Takes the day along in the phone, and waits until the first families' files are there. */
export async function takeAlong({ page, settled }: Person) {
  await page.goto("/day");
  await page.getByText("没网也要用").click();
  await page.getByLabel("设一个 6 位数字的 PIN").fill(pin);
  await page.getByLabel("再输一遍").fill(pin);
  await page.getByRole("button", { name: "装进手机" }).click();
  await page.getByText("没网也要用").waitFor({ state: "detached" });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await settled();
  await expect
    .poll(async () => (await kept(page)).filter((n) => n.startsWith("case/")).length)
    .toBeGreaterThan(0);
  await settled();
}

/** The names under which something is kept in the phone. */
export const kept = (page: Page) =>
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

/** A browser without a network says so; that is no fault of the page. */
export function wasOffline(person: Person) {
  const others = person.complaints.filter((c) => !c.includes("ERR_INTERNET_DISCONNECTED"));
  person.complaints.splice(0, person.complaints.length, ...others);
}
