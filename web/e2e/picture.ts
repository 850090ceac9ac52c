import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Person } from "./browser.ts";

/** Where the pictures of docs/day.md are left; they are not kept in the repository. */
const folder = resolve(import.meta.dirname, "../../run/day");

/** Leaves the picture of a step of docs/day.md, as the person sees it once nothing is loading. */
export async function picture({ page }: Pick<Person, "page">, step: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await page.screenshot({ path: resolve(folder, `${step}.png`) });
}
