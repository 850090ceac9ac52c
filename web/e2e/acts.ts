import type { Locator, Page } from "playwright-core";

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
