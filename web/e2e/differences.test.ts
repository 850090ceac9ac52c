import { describe, expect, it } from "vitest";
import { read } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("what is otherwise than in the screening before", () => {
  it("is told by change, reason, rule and town, and each number opens its list", async () => {
    const person = await s.as(s.who("county_clerk"));
    const { page } = person;
    await page.goto("/data");
    await page.getByRole("link", { name: "和上次比" }).click();
    await page.getByText(/的筛查和 .* 的比：新增/).waitFor();
    await picture(person, "differences");
    for (const name of ["按变化", "按原因", "按规则"]) {
      const list = page.getByRole("navigation", { name });
      const choice = list.getByRole("button").nth(1);
      const n = Number((await choice.innerText()).replaceAll(",", "").match(/\d+$/)?.[0]);
      await choice.click();
      await expect
        .poll(async () => {
          const lead = await page.locator(".page-head .second").innerText();
          const [added, gone, altered] = [...lead.matchAll(/(?:新增|消失|变化) ([\d,]+)/g)].map((m) =>
            Number(m[1]?.replaceAll(",", "")),
          );
          return (added ?? 0) + (gone ?? 0) + (altered ?? 0);
        })
        .toBe(n);
      await list.getByRole("button", { name: /^全部/ }).click();
    }
    const town = page.getByRole("table", { name: "按地方" }).getByRole("link").first();
    await town.click();
    await page.waitForURL(/under=/);
  });

  it("opens from the mark of an alert that is raised no more, with both runs", async () => {
    const person = await s.as(s.who("county_clerk"));
    const { page } = person;
    // Nothing is delivered in the demo but with its screenings: what stands alone raises next to nothing.
    const started = await page.request.post("/api/screenings/standing", {
      headers: { "X-Dixian": "1" },
      data: { as_of: "2025-02-28" },
    });
    const { job } = (await started.json()) as { job: { id: string } };
    const now = () => read<{ state: string; result?: { run: number } }>(person, `/api/jobs/${job.id}`);
    await expect.poll(async () => (await now()).state, { timeout: 60_000 }).toBe("done");
    const run = (await now()).result?.run;
    await page.goto("/data/changes?kind=gone");
    await page.getByText("不再有").first().waitFor();
    type Gone = { alerts: { case: number; household: string }[] };
    const gone = await read<Gone>(person, "/api/screening-changes?kind=gone&limit=200");
    type Marked = { why: { gone_run: number; of: string }[] };
    let found = 0;
    for (const a of gone.alerts.filter((x) => x.case > 0)) {
      const file = await read<Marked>(person, `/api/cases/${a.case}`);
      if (file.why.some((w) => w.gone_run === run && w.of === a.household)) {
        found = a.case;
        break;
      }
    }
    await page.goto(`/cases/${found}`);
    const mark = page.getByTitle(new RegExp(`最后出现在第 \\d+ 次，第 ${run} 次不再出现`)).first();
    await mark.click();
    await page.waitForURL(/household=/);
    await page.getByRole("cell", { name: /^消失/ }).first().waitFor();
  });

  it("is not for a village", async () => {
    const { page } = await s.as(s.who("village_cadre"));
    expect((await page.request.get("/api/screening-changes")).status()).toBe(403);
  });
});
