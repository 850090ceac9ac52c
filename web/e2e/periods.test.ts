import { describe, expect, it } from "vitest";
import { read } from "./api.ts";
import type { Person } from "./browser.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Lets days pass in the demo's county, and with them the locks that were agreed to. */
async function pass({ page }: Person, days: number): Promise<void> {
  const answer = await page.request.post("/api/demo/days", { headers: { "X-Dixian": "1" }, data: { days } });
  expect(answer.status(), await answer.text()).toBe(200);
}

describe("a month that is locked", () => {
  it("is asked for by one and agreed to by another", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto("/periods");
    await clerk.page.getByRole("button", { name: "锁定一个月" }).click();
    const form = clerk.page.getByRole("dialog");
    await form.locator('[data-ask="day"]').getByRole("radio").first().check();
    await form.getByRole("button", { name: "提交" }).click();
    await clerk.page.getByText("等另一人同意").waitFor();
    expect(await clerk.page.getByRole("button", { name: "同意锁定" }).count()).toBe(0);
    const head = await s.as(s.who("county_head"));
    await head.page.goto("/inbox");
    await head.page.getByRole("link", { name: /^同意锁定/ }).click();
    await head.page.getByRole("button", { name: "同意锁定" }).click();
    await head.page.getByText("已同意，最后一天结束时锁定").waitFor();
    await pass(head, 40);
    await head.page.reload();
    await head.page.getByText("已锁定", { exact: true }).waitFor();
    await head.page.getByRole("button", { name: "核对" }).click();
    await head.page.getByText("留存的数据和锁定时一样").waitFor();
    await picture(head, "periods");
  });

  it("opens its figures and lists as of the day, and shows what has changed since", async () => {
    const head = await s.as(s.who("county_head"));
    const { page } = head;
    const { periods } = await read<{ periods: { id: number; day: string }[] }>(head, "/api/periods");
    const period = periods[0];
    if (!period) throw new Error("no period");
    // Somebody writes a measure down afterwards.
    const { cases } = await read<{ cases: { id: number; version: number; head: string }[] }>(
      head,
      "/api/cases?state=monitored",
    );
    const helped = cases[0];
    if (!helped) throw new Error("nobody is monitored");
    const clerk = await s.as(s.who("county_clerk"));
    const done = await clerk.page.request.post(`/api/cases/${helped.id}/measures`, {
      headers: { "X-Dixian": "1" },
      data: {
        version: helped.version,
        class: "就业帮扶",
        kind: "开发式",
        owner: "人社局",
        person: "王",
        from: period.day,
        proof: "合同",
      },
    });
    expect(done.status(), await done.text()).toBeLessThan(300);
    await page.goto("/overview");
    await page.getByLabel("数据截至").selectOption(period.day);
    await page.waitForURL(/as_of=/);
    await head.settled();
    await page.locator("#stock").locator("xpath=ancestor::section").getByRole("link").first().click();
    await page.getByText(`截至 ${period.day}（已锁定）`).waitFor();
    await page.goto(`/periods/${period.id}`);
    const row = page.getByRole("row", { name: helped.head });
    await row.getByText(/帮扶措施：\d+ → \d+/).waitFor();
    await row.getByText("登记帮扶措施").waitFor();
    await picture(head, "period");
  });
});
