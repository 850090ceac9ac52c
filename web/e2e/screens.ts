import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { cases } from "./api.ts";
import { desk, type Look, type Person, phone } from "./browser.ts";
import { setting } from "./setting.ts";

/**
 * Pictures of every page, at a desk and on a phone, in both languages and modes, in
 * run/screens. A page that scrolls sideways is a broken layout.
 */
const folder = resolve(import.meta.dirname, "../../run/screens");
const s = setting();

type Act = (p: Person) => Promise<void>;

const press =
  (...keys: string[]): Act =>
  async ({ page }) => {
    await page.locator("tr.active").waitFor();
    for (const key of keys) await page.keyboard.press(key);
  };

interface Shot {
  name: string;
  role: string;
  path: string | ((p: Person) => Promise<string>);
  act?: Act;
  /** Only where there is room for it, or only on a phone. */
  only?: "desk" | "phone";
}

const caseIn =
  (state: string, rule = "") =>
  async (p: Person) => {
    const found = (await cases(p, state)).find((c) => rule === "" || c.alerts.some((a) => a.rule === rule));
    if (!found) throw new Error(`the demo has no case in ${state} ${rule}`);
    return `/cases/${found.id}`;
  };

const shots: Shot[] = [
  { name: "overview", role: "county_clerk", path: "/overview" },
  { name: "overview-province", role: "province", path: "/overview" },
  { name: "work-mine", role: "county_clerk", path: "/cases" },
  { name: "work-open", role: "county_clerk", path: "/cases?view=open" },
  { name: "work-village", role: "village_cadre", path: "/cases" },
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
  { name: "work-empty", role: "county_clerk", path: "/cases?view=open&q=zzz" },
  { name: "case-desk", role: "county_clerk", path: caseIn("triage", "income_below_after_rigid") },
  { name: "case-compare", role: "county_clerk", path: caseIn("visited") },
  { name: "case-publicity", role: "town_clerk", path: caseIn("publicity") },
  { name: "case-decision", role: "county_head", path: caseIn("county_decision") },
  { name: "case-monitored", role: "town_clerk", path: caseIn("monitored") },
  { name: "case-ended", role: "county_clerk", path: caseIn("refused") },
  {
    name: "case-form",
    role: "county_clerk",
    path: caseIn("town_review"),
    act: async ({ page }) => page.locator(".next-acts .button.main").click(),
  },
  {
    name: "visit-1",
    role: "village_cadre",
    path: async (p) => `${await caseIn("dispatched", "income_below_after_rigid")(p)}/visit`,
  },
  {
    name: "visit-2",
    role: "village_cadre",
    path: async (p) => `${await caseIn("dispatched", "income_below_after_rigid")(p)}/visit`,
    act: async ({ page }) => {
      await page.locator(".visit-button.main").click();
      await page.locator("[data-ask=rigid_spending] input[type=text]").fill("2,087");
    },
  },
  {
    name: "visit-5",
    role: "village_cadre",
    path: async (p) => `${await caseIn("dispatched", "income_below_after_rigid")(p)}/visit`,
    act: async ({ page }) => {
      for (let i = 0; i < 4; i++) await page.locator(".visit-button.main").click();
      await page.locator(".visit-button.main").click();
    },
  },
  { name: "data", role: "county_clerk", path: "/data" },
  { name: "data-run", role: "county_clerk", path: "/data/4" },
  { name: "declarations", role: "town_clerk", path: "/declarations" },
  { name: "declarations-village", role: "village_cadre", path: "/declarations" },
  { name: "parameters", role: "county_clerk", path: "/parameters" },
  { name: "inbox", role: "county_clerk", path: "/inbox" },
  { name: "inbox-delegations", role: "county_head", path: "/inbox?view=delegations" },
  { name: "inbox-messages", role: "town_clerk", path: "/inbox?view=messages" },
  { name: "users", role: "sysadmin", path: "/users" },
  { name: "audit", role: "auditor", path: "/audit" },
  { name: "no-pages", role: "evaluator", path: "/none" },
  { name: "not-found", role: "village_cadre", path: "/cases/99999" },
  { name: "password", role: "county_clerk", path: "/password" },
];

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
];

it.each(looks)("%s", async (name, look) => {
  const into = resolve(folder, name);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const wide: string[] = [];
  const people = new Map<string, Person>();
  const login = await s.stranger(look);
  await login.page.goto("/login");
  await login.page.screenshot({ path: resolve(into, "login.png") });
  for (const shot of shots) {
    if (shot.only && (shot.only === "phone") !== look.width < 500) continue;
    const person = people.get(shot.role) ?? (await s.as(s.who(shot.role), look));
    people.set(shot.role, person);
    const { page } = person;
    await page.goto(typeof shot.path === "string" ? shot.path : await shot.path(person));
    await person.settled();
    await shot.act?.(person);
    await person.settled();
    await page.screenshot({
      path: resolve(into, `${shot.name}.png`),
      fullPage: !shot.act && !shot.name.startsWith("work"),
    });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (beyond > 0) wide.push(`${shot.name}: ${beyond} px`);
  }
  for (const { context } of [login, ...people.values()]) await context.close();
  expect(wide).toEqual([]);
});
