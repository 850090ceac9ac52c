import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { desk, type Look, type Person, phone } from "./browser.ts";
import { furnish } from "./furnish.ts";
import { type PageSeen, pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

/**
 * Pictures of every page, at a desk and on a phone, in both languages and modes, in
 * run/screens. A page that scrolls sideways is a broken layout. DIXIAN_LOOKS and
 * DIXIAN_PAGES, regular expressions, take fewer.
 */
const folder = resolve(import.meta.dirname, "../../run/screens");
const s = setting();

type Act = (p: Person) => Promise<void>;

interface Shot extends PageSeen {
  act?: Act;
  /** Only where there is room for it, or only on a phone. */
  only?: "desk" | "phone";
}

const named = (name: string): PageSeen => {
  const page = pages.find((p) => p.name === name);
  if (!page) throw new Error(`no page is called ${name}`);
  return page;
};

const press =
  (...keys: string[]): Act =>
  async ({ page }) => {
    await page.locator("tr.active").waitFor();
    for (const key of keys) await page.keyboard.press(key);
  };

/** Opens what a button opens. */
const opened =
  (name: RegExp): Act =>
  async ({ page }) => {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole("dialog").waitFor();
  };

const next: Act = ({ page }) => page.locator(".visit-button.main").click();

/** Pages in which something has been done first. */
const done: Shot[] = [
  {
    name: "work-peek",
    role: "county_clerk",
    path: "/cases?view=triage&rule=income_below_after_rigid",
    act: press("j", "Space"),
    only: "desk",
  },
  {
    name: "work-bulk",
    role: "county_clerk",
    path: "/cases?view=triage",
    act: press("j", "x", "j", "x", "j", "x", "e"),
    only: "desk",
  },
  { name: "work-keys", role: "county_clerk", path: "/cases?view=triage", act: press("?"), only: "desk" },
  {
    ...named("case-decision"),
    name: "case-form",
    act: ({ page }) => page.locator(".next-acts .button.main").click(),
  },
  {
    ...named("visit"),
    name: "visit-2",
    act: async (p) => {
      await next(p);
      await p.page.locator("[data-ask=rigid_spending] input[type=text]").fill("2,087");
    },
  },
  {
    ...named("visit"),
    name: "visit-5",
    act: async (p) => {
      for (let i = 0; i < 5; i++) await next(p);
    },
  },
  { ...named("household"), name: "household-ask", act: opened(/提出变更|Ask for a change/) },
];

const shots: Shot[] = [...pages, ...done].filter((shot) =>
  new RegExp(process.env.DIXIAN_PAGES ?? "").test(shot.name),
);

const looks: [string, Look][] = [
  ["desk-zh-light", desk],
  ["desk-zh-dark", { ...desk, mode: "dark" }],
  ["desk-en-light", { ...desk, language: "en" }],
  ["desk-en-dark", { ...desk, language: "en", mode: "dark" }],
  ["desk-zh-large", { ...desk, size: "large" }],
  ["phone-zh-light", phone],
  ["phone-zh-dark", { ...phone, mode: "dark" }],
  ["phone-en-light", { ...phone, language: "en" }],
  ["phone-en-dark", { ...phone, language: "en", mode: "dark" }],
  ["phone-zh-large", { ...phone, size: "large" }],
];
const asked = new RegExp(process.env.DIXIAN_LOOKS ?? "");
const taken = looks.filter(([name]) => asked.test(name));

/** How far a page scrolls sideways, in px. */
const beyond = ({ page }: Person) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

function emptied(name: string): string {
  const into = resolve(folder, name);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  return into;
}

it.each(taken)("%s", async (name, look) => {
  const into = emptied(name);
  const wide: string[] = [];
  const login = await s.stranger(look);
  await login.page.goto("/login");
  await login.page.screenshot({ path: resolve(into, "login.png") });
  await login.context.close();
  const small = look.width < 500;
  const fitting = shots.filter((shot) => !shot.only || (shot.only === "phone") === small);
  await walk(
    s,
    async (person, { name, act }: Shot) => {
      await act?.(person);
      await person.settled();
      await person.page.screenshot({
        path: resolve(into, `${name}.png`),
        fullPage: !act && !name.startsWith("work"),
      });
      const by = await beyond(person);
      if (by > 0) wide.push(`${name}: ${by} px`);
    },
    { look, list: fitting },
  );
  expect(wide).toEqual([]);
});

// Families have the smallest phones, and no mode or language of ours.
it.runIf(asked.test("farmer"))("farmer", async () => {
  const into = emptied("farmer");
  const furnished = await furnish(s);
  const farmer = await s.stranger({ ...phone, width: 360, height: 740 });
  const { page } = farmer;
  const wide: string[] = [];
  const take = async (name: string) => {
    await page.screenshot({ path: resolve(into, `${name}.png`), fullPage: true });
    const by = await beyond(farmer);
    if (by > 0) wide.push(`${name}: ${by} px`);
  };
  await page.goto(furnished.declare);
  await take("declare");
  await page.getByLabel("姓名", { exact: true }).fill("石阿妹");
  await page.getByRole("button", { name: "交上去" }).click();
  await page.getByRole("alert").waitFor();
  await take("declare-faults");
  await page.goto("/d/receipt");
  await take("receipt-ask");
  await page.getByLabel(/^回执号/).fill("XXXXXXXXXX");
  await page.getByRole("button", { name: "查", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await take("receipt-unknown");
  await page.getByLabel(/^回执号/).fill(furnished.receipt);
  await page.getByRole("button", { name: "查", exact: true }).click();
  await page.getByRole("heading", { name: /已经收到/ }).waitFor();
  await take("receipt");
  await page.goto("/d/none");
  await take("gone");
  await farmer.context.close();
  expect(wide).toEqual([]);
});
