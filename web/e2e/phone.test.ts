import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fillVisit, lead, wasOffline } from "./acts.ts";
import { cases } from "./api.ts";
import { phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();
const assets = resolve(import.meta.dirname, "../dist/assets");

describe("the visit form on a phone", () => {
  it("keeps every change without a network, and hands it in when there is one", async () => {
    const cadre = await s.as(s.who("village_cadre"), phone);
    const { page, context } = cadre;
    const [row] = await cases(cadre, "dispatched");
    await page.goto(`/cases/${row?.id}/visit`);
    await page.getByLabel("入户人二").waitFor();
    await context.setOffline(true);
    await page.getByText("没有网络").waitFor();
    await fillVisit(page, "驻村队员乙");
    await page.getByText(/没有网络 · 已存在手机里 \d\d:\d\d/).waitFor();
    await page.getByRole("button", { name: "交上去" }).click();
    await page.getByText("没有网络，没有交上去").waitFor();
    await context.setOffline(false);
    await page.getByRole("button", { name: "交上去" }).click();
    await page.waitForURL(`**/cases/${row?.id}`);
    await expect.poll(() => lead(page).innerText()).toContain("待比对");
    wasOffline(cadre);
  });

  it("has no text below 16 px, no field or button below 44, and does not scroll sideways", async () => {
    const cadre = await s.as(s.who("village_cadre", "黎平寨村村民委员会"), phone);
    const [row] = await cases(cadre, "dispatched");
    await cadre.page.goto(`/cases/${row?.id}/visit`);
    await cadre.page.getByLabel("入户人二").waitFor();
    const found = await cadre.page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>("main *")].filter(
        (e) => e.offsetParent && !e.closest(".hidden") && !e.classList.contains("hidden"),
      );
      const small = shown
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim()))
        .filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 16)
        .map((e) => e.textContent);
      const low = shown
        .filter((e) =>
          e.matches(
            "input:not([type=radio], [type=checkbox]), textarea, .visit-button, .visit-choice, .visit-back",
          ),
        )
        .filter((e) => e.getBoundingClientRect().height < 44)
        .map((e) => e.outerHTML);
      return { small, low, wide: document.documentElement.scrollWidth - innerWidth };
    });
    expect(found).toEqual({ small: [], low: [], wide: 0 });
  });

  it("loads less than 200 KB, compressed, and nothing of the desk", async () => {
    const cadre = await s.as(s.who("village_cadre", "黎平寨村村民委员会"), phone);
    const [row] = await cases(cadre, "dispatched");
    await cadre.settled();
    const loaded = new Set<string>();
    cadre.page.on("request", (r) => {
      const name = /\/assets\/([^?]+)$/.exec(r.url())?.[1];
      if (name) loaded.add(name);
    });
    await cadre.page.goto(`/cases/${row?.id}/visit`);
    await cadre.page.getByLabel("入户人二").waitFor();
    const bytes = [...loaded].reduce(
      (n, name) => n + gzipSync(readFileSync(resolve(assets, name))).length,
      0,
    );
    expect(bytes).toBeLessThan(200 * 1024);
    expect([...loaded].filter((name) => /Frame|WorkPage|CasePage|date-picker|dropdown/.test(name))).toEqual(
      [],
    );
    expect(readdirSync(assets).some((name) => name.startsWith("Frame"))).toBe(true);
  });
});
