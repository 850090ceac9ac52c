import { resolve } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { launch, open } from "./browser.ts";
import { serveFolder } from "./house.ts";

/**
 * How long the work list takes over the county that `go test ./cmd/dixian -run
 * TestLists` leaves in the folder DIXIAN_LISTS: medians of twenty, against the bars.
 */
const times = 20;
const bars = { "first rows": 300, "next page": 150, "interaction to next paint": 200 } as const;

const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;

/** Rows of the list that the browser has. */
const loaded = (page: Page) =>
  page.locator(".work-table").evaluate((e) => Number(e.getAttribute("aria-rowcount")));

/** From opening the address until the first row has been painted. */
const firstRows = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          if (!document.querySelector("tr[aria-rowindex]")) return requestAnimationFrame(look);
          return requestAnimationFrame(() => setTimeout(() => done(performance.now())));
        };
        look();
      }),
  );

/** From pressing the button until the rows have been painted. */
const nextPage = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const table = document.querySelector(".work-table");
        const before = table?.getAttribute("aria-rowcount");
        const start = performance.now();
        document.querySelector<HTMLButtonElement>(".work-foot > span > button")?.click();
        const look = () => {
          if (table?.getAttribute("aria-rowcount") === before) return requestAnimationFrame(look);
          return requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
        };
        look();
      }),
  );

/** The longest event of each key, as the browser measures interactions. */
async function interactions(page: Page, keys: string[]): Promise<number[]> {
  await page.evaluate(() => {
    const longest = new Map<number, number>();
    const keep = (list: PerformanceObserverEntryList) => {
      for (const e of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[])
        if (e.interactionId)
          longest.set(e.interactionId, Math.max(longest.get(e.interactionId) ?? 0, e.duration));
    };
    new PerformanceObserver(keep).observe({
      type: "event",
      durationThreshold: 16,
    } as PerformanceObserverInit);
    Object.assign(window, { longest });
  });
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
  // What the browser does not tell took less than its least, 16 ms.
  const told = await page.evaluate(() => [
    ...(window as unknown as { longest: Map<number, number> }).longest.values(),
  ]);
  return [...told, ...Array(Math.max(0, keys.length - told.length)).fill(16)];
}

it("a list of many cases opens, goes on and answers in time", async () => {
  const house = await serveFolder(resolve(process.env.DIXIAN_LISTS ?? ""));
  const browser = await launch();
  try {
    const { page, context, settled } = await open(browser, house.base);
    await context.addCookies([{ name: "dixian_session", value: "lists", url: house.base }]);
    const first: number[] = [];
    for (let i = 0; i <= times; i++) {
      await page.goto("/cases?view=open", { waitUntil: "commit" });
      first.push(await firstRows(page));
      await settled();
    }
    const total = await page.locator(".work-foot").innerText();
    const next: number[] = [];
    for (let i = 0; i <= times; i++) {
      next.push(await nextPage(page));
      await settled();
    }
    const rows = await loaded(page);
    await page.locator("tr[aria-rowindex]").first().click();
    const acts = await interactions(
      page,
      Array.from({ length: times }, (_, i) => (i % 4 === 3 ? "x" : "j")),
    );
    // The first of each warms up the server and the browser.
    const took = {
      "first rows": first.slice(1),
      "next page": next.slice(1),
      "interaction to next paint": acts,
    };
    process.stdout.write(`${total.split("\n")[0]}; ${rows} rows in the browser at the end\n`);
    for (const [what, of] of Object.entries(took))
      process.stdout.write(
        `${what}: median ${median(of).toFixed(0)} ms, longest ${Math.max(...of).toFixed(0)} ms of ${of.length}\n`,
      );
    for (const [what, bar] of Object.entries(bars))
      expect(median(took[what as keyof typeof took]), what).toBeLessThan(bar);
  } finally {
    await browser.close();
    await house.stop();
  }
});
