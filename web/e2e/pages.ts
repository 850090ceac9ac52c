import { cases, read } from "./api.ts";
import { desk, type Look, type Person } from "./browser.ts";
import { type Furnished, furnish, household } from "./furnish.ts";
import type { Setting } from "./setting.ts";

/**
 * Every page that somebody signs in for, with who looks at it: what the tests of
 * accessibility and of English walk through and `make screens` takes pictures of.
 * pages.test.ts holds it against the router.
 */
export interface PageSeen {
  name: string;
  role: string;
  path: string | ((p: Person, f: Furnished) => string | Promise<string>);
}

const caseIn =
  (state: string, rule = "", rest = "") =>
  async (p: Person) => {
    const found = (await cases(p, state)).find((c) => rule === "" || c.alerts.some((a) => a.rule === rule));
    if (!found) throw new Error(`the demo has no case in ${state} ${rule}`);
    return `/cases/${found.id}${rest}`;
  };

/** The last run that screened: /data/:id. */
const run = async (p: Person) => {
  const { runs } = await read<{ runs: { id: number }[] }>(p, "/api/screenings");
  return `/data/${runs[0]?.id}`;
};

export const pages: PageSeen[] = [
  { name: "overview-province", role: "province", path: "/overview" },
  { name: "overview-table", role: "province", path: "/overview?show=table" },
  { name: "overview-prefecture", role: "province", path: "/overview?under=522600000000" },
  { name: "overview", role: "county_clerk", path: "/overview" },
  { name: "overview-town", role: "county_clerk", path: "/overview?under=522631001000" },
  { name: "overview-village", role: "county_clerk", path: "/overview?under=522631001210" },
  { name: "work-mine", role: "county_clerk", path: "/cases" },
  { name: "work-open", role: "county_clerk", path: "/cases?view=open" },
  { name: "work-empty", role: "county_clerk", path: "/cases?view=open&q=zzz" },
  { name: "work-village", role: "village_cadre", path: "/cases" },
  { name: "case-desk", role: "county_clerk", path: caseIn("triage", "income_below_after_rigid") },
  { name: "case-compare", role: "county_clerk", path: caseIn("visited") },
  { name: "case-publicity", role: "town_clerk", path: caseIn("publicity") },
  { name: "case-decision", role: "county_head", path: caseIn("county_decision") },
  { name: "case-monitored", role: "town_clerk", path: caseIn("monitored") },
  { name: "case-ended", role: "county_clerk", path: caseIn("refused") },
  { name: "case-village", role: "village_cadre", path: caseIn("dispatched") },
  { name: "visit", role: "village_cadre", path: caseIn("dispatched", "", "/visit") },
  { name: "day", role: "village_cadre", path: "/day" },
  { name: "household", role: "county_clerk", path: `/households/${household}` },
  { name: "household-village", role: "village_cadre", path: `/households/${household}` },
  { name: "changes", role: "county_clerk", path: "/changes" },
  { name: "change", role: "county_clerk", path: (_, f) => `/changes/${f.change}` },
  { name: "declarations", role: "town_clerk", path: "/declarations" },
  { name: "declarations-village", role: "village_cadre", path: "/declarations?under=522631001210" },
  { name: "transfers", role: "county_clerk", path: "/transfers" },
  { name: "areas", role: "county_clerk", path: "/areas" },
  { name: "complaints", role: "county_clerk", path: "/complaints" },
  { name: "corrections", role: "town_clerk", path: "/corrections" },
  { name: "supervisions", role: "city", path: "/supervisions" },
  { name: "lifted", role: "province", path: "/lifted" },
  { name: "deliveries", role: "county_clerk", path: "/deliveries" },
  { name: "upload", role: "county_clerk", path: "/deliveries/upload" },
  { name: "batches", role: "county_clerk", path: "/batches" },
  { name: "batch", role: "county_clerk", path: (_, f) => `/batches/${f.batch}` },
  { name: "data", role: "county_clerk", path: "/data" },
  { name: "data-run", role: "county_clerk", path: run },
  { name: "precision", role: "county_clerk", path: "/precision?rule=income_drop" },
  { name: "precision-province", role: "province", path: "/precision" },
  { name: "differences", role: "county_clerk", path: "/data/changes" },
  { name: "differences-province", role: "province", path: "/data/changes" },
  { name: "findings", role: "county_clerk", path: "/findings" },
  { name: "national", role: "county_clerk", path: "/national" },
  { name: "periods", role: "county_head", path: "/periods" },
  { name: "period", role: "county_head", path: (_, f) => `/periods/${f.period}` },
  { name: "parameters", role: "county_clerk", path: "/parameters" },
  { name: "parameter", role: "county_head", path: (_, f) => `/parameters/${f.setting}` },
  { name: "inbox", role: "county_clerk", path: "/inbox" },
  { name: "inbox-delegations", role: "county_head", path: "/inbox?view=delegations" },
  { name: "inbox-messages", role: "town_clerk", path: "/inbox?view=messages" },
  { name: "me", role: "county_clerk", path: "/me" },
  { name: "password", role: "county_clerk", path: "/password" },
  { name: "exports", role: "county_clerk", path: "/exports" },
  { name: "users", role: "sysadmin", path: "/users" },
  { name: "backups", role: "sysadmin", path: "/backups" },
  { name: "keys", role: "secadmin", path: "/keys" },
  { name: "holidays", role: "auditor", path: "/holidays" },
  { name: "audit", role: "auditor", path: "/audit" },
  { name: "samples", role: "city", path: "/samples" },
  { name: "samples-evaluator", role: "evaluator", path: "/samples" },
  { name: "sample", role: "evaluator", path: (_, f) => `/samples/${f.sample}` },
  { name: "sample-city", role: "city", path: (_, f) => `/samples/${f.sample}` },
  { name: "department-inbox", role: "department", path: "/inbox" },
  { name: "department-questions", role: "department", path: "/questions" },
  { name: "department-deliveries", role: "department", path: "/deliveries" },
  { name: "department-upload", role: "department", path: "/deliveries/upload" },
  { name: "department-batches", role: "department", path: "/batches" },
  { name: "no-pages", role: "analyst", path: "/none" },
  { name: "not-found", role: "village_cadre", path: "/cases/99999" },
];

interface Walk {
  look?: Look;
  /** Which pages; by default all. */
  list?: PageSeen[];
  /** Before somebody opens the first of them. */
  begins?: (person: Person) => Promise<unknown>;
}

/** Signs everybody in once, and shows them their pages one after the other. */
export async function walk(
  s: Setting,
  seen: (person: Person, page: PageSeen) => Promise<void>,
  { look = desk, list = pages, begins }: Walk = {},
): Promise<void> {
  const furnished = await furnish(s);
  for (const role of new Set(list.map((p) => p.role))) {
    const person = await s.as(s.who(role), look);
    await begins?.(person);
    for (const page of list.filter((p) => p.role === role)) {
      await person.page.goto(typeof page.path === "string" ? page.path : await page.path(person, furnished));
      await person.settled();
      await seen(person, page);
    }
    await person.context.close();
  }
}
