import { describe, expect, it } from "vitest";
import { pass } from "./acts.ts";
import { cases } from "./api.ts";
import { phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("the inbox", () => {
  it("says what waits, and tells of a clue that was sent, then that half of its time is gone, then that it is late", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const sent = (await cases(clerk, "triage"))[0];
    if (!sent) throw new Error("the demo has no clue at the desk");
    const village = sent.division_name;
    await clerk.page.goto("/inbox");
    const mine = clerk.page.getByRole("listitem").filter({ hasText: sent.household });
    await mine.getByRole("link", { name: "待研判" }).click();
    await clerk.page.waitForURL(`**/cases/${sent.id}`);
    const moved = await clerk.page.request.post(`/api/cases/${sent.id}/moves`, {
      headers: { "X-Dixian": "1" },
      data: { move: "dispatch", version: sent.version },
    });
    expect(moved.status(), await moved.text()).toBe(200);

    const cadre = await s.as(s.who("village_cadre", village.slice(village.indexOf("镇") + 1)), phone);
    await pass(clerk.page, 1, 1);
    await cadre.page.goto("/inbox");
    const due = cadre.page.getByRole("listitem").filter({ hasText: sent.household });
    await due.getByRole("link", { name: "待入户" }).waitFor();
    await due.getByText("剩 1 天").waitFor();

    // What is told names no family; reading it takes it off the count.
    await cadre.page.getByRole("link", { name: /^收件箱，\d+ 条消息没看/ }).waitFor();
    await cadre.page.getByRole("button", { name: /^消息/ }).click();
    const told = cadre.page.getByRole("link", { name: new RegExp(`第 ${sent.id} 号待入户，时限过半`) });
    await told.waitFor();
    expect(await cadre.page.locator(".messages").innerText()).not.toContain(sent.head);
    await told.click();
    await cadre.page.waitForURL(`**/cases/${sent.id}`);

    await pass(clerk.page, 6);
    const town = await s.as(s.who("town_clerk", village.slice(0, village.indexOf("镇") + 1)));
    await town.page.goto("/inbox?view=messages");
    await town.page.getByRole("link", { name: new RegExp(`第 ${sent.id} 号待入户，下级已超期`) }).waitFor();
    await town.page.getByRole("button", { name: "都标为已看" }).click();
    await expect.poll(() => town.page.getByText("新", { exact: true }).count()).toBe(0);
    expect(await town.page.getByRole("link", { name: "收件箱", exact: true }).count()).toBe(1);
    await town.page.getByLabel("没看的").check();
    await town.page.getByText("消息都看过了").waitFor();
  });

  it("lets a colleague stand in: refused without an end, then what waits for the head waits for the clerk", async () => {
    const head = await s.as(s.who("county_head"));
    await head.page.goto("/inbox?view=delegations");
    const form = head.page.getByRole("form", { name: "委托代办" });
    await form.getByLabel("委托给谁").click();
    await head.page.getByTitle(new RegExp(`（${s.who("county_clerk")}）$`)).click();
    await form.getByLabel("原因").fill("外出学习");
    await form.getByRole("button", { name: "委托代办" }).click();
    await form.getByText("委托要写起止日期").waitFor();
    await form.getByLabel("到哪天止").fill(await form.getByLabel("从哪天起").inputValue());
    await form.getByRole("button", { name: "委托代办" }).click();
    await head.page.getByRole("region", { name: "我委托的" }).getByText("正在代办").waitFor();

    const clerk = await s.as(s.who("county_clerk"), phone);
    await clerk.page.goto("/inbox");
    await clerk.page.getByRole("link", { name: "待县级签发" }).first().waitFor();
    await clerk.page.getByRole("button", { name: "委托" }).click();
    await clerk.page.getByRole("button", { name: "退回" }).click();
    await clerk.page.getByText(/已收回$/).waitFor();
    await clerk.page.goto("/inbox");
    await clerk.page.getByRole("link", { name: "待研判" }).first().waitFor();
    expect(await clerk.page.getByRole("link", { name: "待县级签发" }).count()).toBe(0);
  });

  it("is empty for who has no cases", async () => {
    const { page } = await s.as(s.who("auditor"));
    await page.goto("/inbox");
    await page.getByRole("heading", { name: "没有等您办的事" }).waitFor();
  });
});
