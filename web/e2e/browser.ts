import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page, type Request } from "playwright-core";
import { expect } from "vitest";

/** Debian's Chromium; DIXIAN_CHROMIUM names another. */
const executablePath = process.env.DIXIAN_CHROMIUM ?? "/usr/bin/chromium";

export function launch(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `${executablePath} is not there; install Debian's chromium, or name a Chromium in DIXIAN_CHROMIUM`,
    );
  }
  return chromium.launch({
    executablePath,
    headless: true,
    // A browser that asks nobody for updates, and runs as root in a container.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Look {
  width: number;
  height: number;
  language: "zh" | "en";
  mode: "light" | "dark";
  size?: "normal" | "large";
}

export const desk: Look = { width: 1440, height: 900, language: "zh", mode: "light" };
export const phone: Look = { width: 390, height: 844, language: "zh", mode: "light" };

/** A browser of one person. What the pages complain about is gathered, and every foreign request. */
export async function open(browser: Browser, base: string, look: Look = desk): Promise<Person> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: look.width, height: look.height },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    hasTouch: look.width < 500,
    deviceScaleFactor: look.width < 500 ? 2 : 1,
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(
    (prefs) => {
      if (!localStorage.getItem("dixian.prefs")) localStorage.setItem("dixian.prefs", prefs);
    },
    JSON.stringify({ language: look.language, mode: look.mode, size: look.size ?? "normal" }),
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on("pageerror", (e) => complaints.push(String(e)));
  page.on("console", (m) => {
    // A refused act is an answer, not a fault of the page.
    if (m.type() === "error" && !/status of (401|403|404|409|422)/.test(m.text())) complaints.push(m.text());
  });
  const asked = new Set<Request>();
  page.on("request", (r) => {
    const url = r.url();
    if (!url.startsWith(base) && !/^(data|blob|about):/.test(url)) foreign.push(url);
    if (r.resourceType() !== "eventsource") asked.add(r);
  });
  page.on("requestfinished", (r) => asked.delete(r));
  page.on("requestfailed", (r) => asked.delete(r));
  page.on("framenavigated", (f) => f === page.mainFrame() && asked.clear());
  const settled = async () => {
    // What an answer makes the page ask next is asked within two frames.
    const frames = () =>
      page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // Until it is drawn the first time a page asks for nothing and shows nothing that is busy.
    const busy = () => page.locator("[aria-busy=true], #root:empty").count();
    await expect
      .poll(
        async () => {
          await frames();
          return asked.size + (await busy());
        },
        { interval: 30 },
      )
      .toBe(0);
  };
  return { context, page, complaints, foreign, settled };
}

export interface Person {
  context: BrowserContext;
  page: Page;
  complaints: string[];
  foreign: string[];
  /** Waits until the page is drawn, asks for nothing more and shows no skeleton. */
  settled: () => Promise<void>;
}

export async function signIn({ page }: Person, login: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.locator("input[autocomplete=username]").fill(login);
  await page.locator("input[autocomplete=current-password]").fill(password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname !== "/login");
}
