import { describe, expect, it } from "vitest";
import { lead, move } from "./acts.ts";
import { cases, file } from "./api.ts";
import { setting } from "./setting.ts";

const s = setting();

describe("a case from the town's review to the list and out of it", () => {
  it("is drafted by the clerk, who cannot sign it; the head does, and it is monitored", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [row] = await cases(clerk, "town_review");
    if (!row) throw new Error("the demo has no case that waits for the county");
    await clerk.page.goto(`/cases/${row.id}`);
    await move(clerk.page, "拟审定意见", async (form) => {
      await form.getByText("突发严重困难户").click();
      await form.getByRole("combobox", { name: "主要风险" }).click();
      await clerk.page.getByTitle("因病", { exact: true }).click();
      await form.getByLabel("拟办意见").fill("拟纳入监测");
    });
    await expect.poll(() => lead(clerk.page).innerText()).toContain("县级领导");
    expect(await clerk.page.getByRole("button", { name: "签发纳入" }).count()).toBe(0);
    const head = await s.as(s.who("county_head"));
    await head.page.goto(`/cases/${row.id}`);
    await move(head.page, "签发纳入", async () => {});
    await expect.poll(() => lead(head.page).innerText()).toContain("监测中");
    await head.page.getByRole("button", { name: "登记措施" }).click();
    const form = head.page.getByRole("dialog");
    await form.getByRole("combobox", { name: "措施类别" }).click();
    await head.page.getByTitle("就业帮扶").click();
    await form.getByText("开发式", { exact: true }).click();
    await form.getByLabel("责任部门").fill("人力资源社会保障局");
    await form.getByLabel("金额").fill("9,600");
    await form.getByRole("button", { name: "保存" }).click();
    await head.page.getByRole("cell", { name: "9,600.00" }).waitFor();
  });

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
    await clerk.page.getByLabel("部门", { exact: true }).fill("医保局");
    await clerk.page.getByLabel("理由").fill("核对自付金额");
    await move(other.page, "派单入户", async () => {});
    await expect.poll(() => lead(other.page).innerText()).toContain("待入户");
    await clerk.page.getByRole("dialog").getByRole("button", { name: "问数据部门" }).click();
    await clerk.page.getByText("这条记录刚被别人改过，请刷新后再办").waitFor();
    expect(await clerk.page.getByLabel("部门", { exact: true }).inputValue()).toBe("医保局");
  });
});
