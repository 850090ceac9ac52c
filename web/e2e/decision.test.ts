import { describe, expect, it } from "vitest";
import { lead, move } from "./acts.ts";
import { cases, file } from "./api.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("a monitored case", () => {
  it("is not cleared while the reasons against it stand, and they are named", async () => {
    const clerk = await s.as(s.who("town_clerk"));
    const rows = await cases(clerk, "monitored");
    for (const row of rows) {
      const c = await file(clerk, row.id);
      const clearing = c.next.find((n) => n.move === "apply_clearing");
      if (!clearing || clearing.blocks.length === 0) continue;
      await clerk.page.goto(`/cases/${row.id}`);
      const advance = clerk.page.getByRole("button", { name: /申请风险消除/ });
      expect(await advance.innerText()).toContain(`还差 ${clearing.blocks.length} 项`);
      const told = await clerk.page.locator(".next-blocks").innerText();
      for (const block of clearing.blocks) expect(told).toContain(block);
      return;
    }
    throw new Error("the demo has no monitored case whose clearing is refused");
  });
});

describe("two people at one case", () => {
  it("tells the second that somebody has changed it, and keeps what was filled in", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [row] = await cases(clerk, "triage");
    if (!row) throw new Error("the demo has no case at the desk");
    const other = await s.as(s.who("county_clerk"));
    await clerk.page.goto(`/cases/${row.id}`);
    await other.page.goto(`/cases/${row.id}`);
    const ask = clerk.page.getByRole("button", { name: "问数据部门" });
    await ask.click();
    const form = clerk.page.getByRole("dialog");
    await form.getByRole("combobox", { name: "部门" }).click();
    const first = clerk.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) [title]").first();
    const department = (await first.getAttribute("title")) ?? "";
    await first.click();
    await clerk.page.getByLabel("理由").fill("核对自付金额");
    await move(other.page, "派单入户", async () => {});
    await expect.poll(() => lead(other.page).innerText()).toContain("待入户");
    await clerk.page.getByRole("dialog").getByRole("button", { name: "问数据部门" }).click();
    await clerk.page.getByText("这条记录刚被别人改过，请刷新后再办").waitFor();
    expect(await form.innerText()).toContain(department);
    expect(await form.getByLabel("理由").inputValue()).toBe("核对自付金额");
  });
});
