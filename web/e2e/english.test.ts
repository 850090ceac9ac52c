import { describe, expect, it } from "vitest";
import { shortPlace } from "../src/parts/place.ts";
import { desk } from "./browser.ts";
import { pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

declare global {
  interface Window {
    handOver: (answered: unknown) => Promise<void>;
  }
}

const s = setting();
const english = { ...desk, language: "en" } as const;

/** Fields whose Chinese is data: names, places, and what people wrote. */
const data =
  /^(name|above|head|login|division_name|full_name|group|address|loaded_by|loaded_name|reason|department|value|says|asks|answer|owner|person|proof|opinion|detail|user|settled_by|words|number|notice|file|documents?)$/;

/** Every Chinese text that the API gave as data. */
function gather(json: unknown, into: Set<string>, key = ""): void {
  if (typeof json === "string") {
    if (data.test(key)) into.add(json);
  } else if (Array.isArray(json)) for (const item of json) gather(item, into, key);
  else if (json !== null && typeof json === "object")
    for (const [k, v] of Object.entries(json)) gather(v, into, k);
}

/** Cases in states that no other page shows. */
const more = [1, 7, 9, 10, 12, 24, 37].map((id) => ({
  name: `case ${id}`,
  role: "county_clerk",
  path: `/cases/${id}`,
}));

describe("pages in English", () => {
  it("have no Chinese but names, places and what people wrote", async () => {
    const given = new Set<string>(["底线", "语言", "中文"]);
    const left: string[] = [];
    await walk(
      s,
      async ({ page }, { name }) => {
        for (const d of await page.locator("main details").all())
          await d.evaluate((e) => e.setAttribute("open", ""));
        const text = await page.locator("body").innerText();
        const all = [...given].join("\n");
        // Places are shortened on pages, so their names are looked for piece by piece.
        for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
          if (!all.includes(run) && !shortPlace(all).includes(run)) left.push(`${name}: ${run}`);
        }
      },
      {
        look: english,
        list: [...pages, ...more],
        // The page hands its answers over itself: the browser throws bodies away when memory is short.
        begins: async ({ page }) => {
          await page.exposeFunction("handOver", (json: unknown) => gather(json, given));
          await page.addInitScript(() => {
            const { fetch } = window;
            window.fetch = async (...asked) => {
              const answer = await fetch(...asked);
              if (answer.headers.get("content-type")?.includes("json"))
                await window.handOver(await answer.clone().json());
              return answer;
            };
          });
        },
      },
    );
    expect(left).toEqual([]);
  });
});
