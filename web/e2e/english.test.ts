import { describe, expect, it } from "vitest";
import { shortPlace } from "../src/parts/place.ts";
import { desk } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();
const english = { ...desk, language: "en" } as const;

/** Fields whose Chinese is data: names, places, and what people wrote. */
const data =
  /^(name|above|head|login|division_name|full_name|group|address|loaded_by|reason|department|value|says|answer|owner|person|proof|opinion|detail|user|settled_by|file|documents?)$/;

/** Every Chinese text that the API gave as data. */
function gather(json: unknown, into: Set<string>, key = ""): void {
  if (typeof json === "string") {
    if (data.test(key)) into.add(json);
  } else if (Array.isArray(json)) for (const item of json) gather(item, into, key);
  else if (json !== null && typeof json === "object")
    for (const [k, v] of Object.entries(json)) gather(v, into, k);
}

const pages: [string, string[]][] = [
  [
    "county_clerk",
    [
      "/overview",
      "/cases?view=open",
      "/cases?view=triage",
      "/changes",
      "/households/52263100121000017",
      "/data",
      "/data/4",
      "/cases/1",
      "/cases/7",
      "/cases/9",
      "/cases/10",
      "/cases/12",
      "/cases/24",
      "/cases/37",
    ],
  ],
  ["village_cadre", ["/cases", "/cases/37", "/cases/37/visit"]],
  ["sysadmin", ["/users", "/me"]],
  ["auditor", ["/audit"]],
  ["evaluator", ["/none"]],
];

describe("pages in English", () => {
  it.each(pages)("%s finds no Chinese but names, places and what people wrote", async (role, paths) => {
    const person = await s.as(s.who(role), english);
    const { page } = person;
    const given = new Set<string>(["底线", "中文"]);
    const read: Promise<void>[] = [];
    page.on("response", (r) => {
      if (!r.headers()["content-type"]?.includes("json")) return;
      read.push(
        r
          .json()
          .catch(() => null)
          .then((json) => gather(json, given)),
      );
    });
    const left: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      await person.settled();
      await Promise.all(read);
      for (const d of await page.locator("main details").all())
        await d.evaluate((e) => e.setAttribute("open", ""));
      const text = await page.locator("body").innerText();
      const all = [...given].join("\n");
      // Places are shortened on pages, so their names are looked for piece by piece.
      for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
        if (!all.includes(run) && !shortPlace(all).includes(run)) left.push(`${path}: ${run}`);
      }
    }
    expect(left).toEqual([]);
  });
});
