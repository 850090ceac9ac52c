import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

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

/** The minutes of a meeting that is in order but for those who came. */
export async function fillMeeting(form: Locator, attended: string) {
  await form.getByLabel("应到人数").fill("30");
  await form.getByLabel("实到人数").fill(attended);
  await form.getByLabel("同意票", { exact: true }).fill("11");
  await form.getByLabel("不同意票").fill("1");
  await choose(form, "relatives_recused", "是");
  await form.getByLabel("评议记录").fill("介绍入户情况，逐户评议");
}
