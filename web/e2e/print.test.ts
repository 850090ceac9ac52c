import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { desk } from "./browser.ts";
import { pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

const s = setting();

/** A page on paper, as its words, sheet by sheet. A busy browser prints a white sheet of a page that it has not painted yet. */
async function printed(page: Page): Promise<string[]> {
  let sheets: string[] = [];
  for (let i = 0; i < 3 && sheets.length === 0; i++) {
    await page.screenshot();
    sheets = await once(page);
  }
  return sheets;
}

async function once(page: Page): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "dixian-print-"));
  try {
    const path = join(folder, "page.pdf");
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    execFileSync("pdftotext", ["-layout", path, join(folder, "page.txt")]);
    const text = readFileSync(join(folder, "page.txt"), "utf8");
    return text.split("\f").filter((sheet) => sheet.trim() !== "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const flat = (text: string) => text.replace(/\s+/g, "");

describe("a page on paper", () => {
  it.each(["overview", "work-open", "case-desk", "household"])(
    "%s: every sheet tells the place, the day, who printed it and which of how many it is",
    async (name) => {
      const list = pages.filter((p) => p.name === name);
      await walk(
        s,
        async ({ page }) => {
          const sheets = (await printed(page)).map(flat);
          expect(sheets.length).toBeGreaterThan(0);
          sheets.forEach((sheet, i) => {
            expect(sheet).toContain(`第${i + 1}页，共${sheets.length}页`);
            expect(sheet).toMatch(/（县级经办）打印于\d{4}-\d\d-\d\d/);
            expect(sheet).toContain("数据截至");
          });
        },
        { list, look: { ...desk, mode: "dark" } },
      );
    },
  );

  it("is black on white where the screen is dark, and marks what is an example in words", async () => {
    await walk(
      s,
      async ({ page }) => {
        await page.emulateMedia({ media: "print" });
        const [ink, ground, nav] = await page.evaluate(() => {
          const of = (what: string) => getComputedStyle(document.querySelector(what) ?? document.body);
          return [of("body").color, of("body").backgroundColor, of(".side").display];
        });
        expect([ink, ground, nav]).toEqual(["rgb(0, 0, 0)", "rgb(255, 255, 255)", "none"]);
        await page.emulateMedia({ media: null });
        expect((await printed(page)).map(flat).join("")).toContain("〔示例值");
      },
      { list: pages.filter((p) => p.name === "case-desk"), look: { ...desk, mode: "dark" } },
    );
  });

  it("has every row of the list that was loaded, with the heads of the columns on each sheet, and what it is narrowed to", async () => {
    const { page, settled } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=open&urgency=黄");
    await page.locator("tr.active").waitFor();
    await settled();
    const rows = Number(await page.locator(".work-table").getAttribute("aria-rowcount"));
    const names = await page.evaluate(async () => {
      const seen = new Set<string>();
      for (let y = 0; y <= document.body.scrollHeight; y += 400) {
        scrollTo(0, y);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
        for (const e of document.querySelectorAll(".work-name")) seen.add(e.textContent);
      }
      scrollTo(0, 0);
      return [...seen];
    });
    const sheets = (await printed(page)).map(flat);
    expect(rows).toBeGreaterThan(30);
    expect(sheets.length).toBeGreaterThan(1);
    expect(names.filter((name) => !sheets.join("").includes(flat(name)))).toEqual([]);
    expect(sheets.filter((sheet) => !sheet.includes("时限▲户主"))).toEqual([]);
    expect(sheets.filter((sheet) => !sheet.includes("紧急：一般"))).toEqual([]);
  });
});
