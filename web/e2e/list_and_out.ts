import { expect, it } from "vitest";
import type { components } from "../src/api/schema";
import { blocked, choose, fillMeeting, lead, move, pass, photograph, pick, visitForm } from "./acts.ts";
import { file, read } from "./api.ts";
import type { Person } from "./browser.ts";
import { deliverLater } from "./later.ts";
import { picture } from "./picture.ts";
import type { Setting } from "./setting.ts";

interface Walk {
  c: components["schemas"]["Case"];
  /** Login of the village's cadre. */
  village: string;
}

/** The second half of a case: from its poster on the board to the list, and out of it to the watch. */
export function onTheList(s: Setting, walk: () => Walk): void {
  const at = async (login: string): Promise<Person> => {
    const person = await s.as(login);
    await person.page.goto(`/cases/${walk().c.case.id}`);
    await lead(person.page).waitFor();
    return person;
  };
  const town = () => s.who("town_clerk", walk().c.case.division_name.replace(/(街道|镇|乡).*$/, "$1"));
  const county = () => s.who("county_clerk");
  const stands = (p: Person, state: string) => expect.poll(() => lead(p.page).innerText()).toContain(state);

  it("is reviewed by the town after five full days, not without the photo of the board", async () => {
    const clerk = await at(town());
    await pass(clerk.page, 6);
    const { says, missing } = await blocked(clerk.page, "乡镇审核");
    expect(says).toContain("还差 2 项");
    expect(missing).toContain("缺张贴时的照片");
    expect(missing).toContain("缺公示期满的照片");
    await picture(clerk, "town-3");
    const cadre = await at(walk().village);
    await photograph(cadre, "张贴");
    await photograph(cadre, "期满");
    await clerk.page.reload();
    await move(clerk.page, "乡镇审核", async (form) => {
      await form.getByLabel("抽查情况").fill("抽查一户，情况属实");
    });
    await stands(clerk, "待县级审定");
    // What comes next is the county's: the town is offered nothing of it.
    expect(await clerk.page.getByRole("button", { name: "拟审定意见" }).count()).toBe(0);
  });

  it("is drafted by the county's clerk; a type that its kind does not allow is refused", async () => {
    const clerk = await at(county());
    await move(clerk.page, "拟审定意见", async (form) => {
      await choose(form, "object_type", "边缘易致贫户");
      await pick(form, "主要风险", "因病");
      await form.getByLabel("拟办意见").fill("拟纳入监测");
      await form.getByRole("button", { name: "拟审定意见" }).click();
      await form.getByText("脱贫户不能认定为边缘易致贫户").waitFor();
      await picture(clerk, "county-4");
      await choose(form, "object_type", "脱贫不稳定户");
    });
    await stands(clerk, "县级领导");
    expect(await clerk.page.getByRole("button", { name: "签发纳入" }).count()).toBe(0);
  });

  it("is signed by the head, another person, and is monitored", async () => {
    const head = await at(s.who("county_head"));
    await move(head.page, "签发纳入", async () => {});
    await stands(head, "监测中");
    await picture(head, "county-5");
    expect((await file(head, walk().c.case.id)).case.state).toBe("monitored");
  });

  it("is not cleared at once: half a year, a measure, and the alert stand against it", async () => {
    const cadre = await at(walk().village);
    const { says, missing } = await blocked(cadre.page, "申请风险消除");
    expect(says).toContain("还差 3 项");
    for (const why of ["纳入监测不满六个月", "还没有一项措施落实", "还有预警没有消除"])
      expect(missing).toContain(why);
  });

  it("has its measure written down, and the time and the data take the rest away", async () => {
    const cadre = await at(walk().village);
    await cadre.page.getByRole("button", { name: "登记措施" }).click();
    const form = cadre.page.getByRole("dialog");
    await pick(form, "措施类别", "就业帮扶");
    await choose(form, "kind", "开发式");
    await form.getByLabel("责任部门").fill("人力资源社会保障局");
    await form.getByLabel("金额").fill("9,600");
    await choose(form, "done", "是");
    await form.getByRole("button", { name: "保存" }).click();
    await cadre.page.getByRole("cell", { name: "9,600.00" }).waitFor();
    await picture(cadre, "cadre-7");
    await pass(cadre.page, 183, 6);
    await expect
      .poll(async () => (await blocked(cadre.page, "申请风险消除")).missing)
      .toBe("还有预警没有消除");

    const clerk = await s.as(county());
    const { today } = await read<{ today: string }>(clerk, "/api/me");
    await deliverLater(clerk, today, walk().c.case.household);
    const { case: c } = await file(clerk, walk().c.case.id);
    expect(c.alerts.every((a) => a.gone)).toBe(true);
    // No case closes by itself: it is monitored until people say otherwise.
    expect(c.state).toBe("monitored");
  });

  it("is applied for by the village; one pillar that is not steady is refused", async () => {
    const cadre = await at(walk().village);
    await move(cadre.page, "申请风险消除", async (form) => {
      await choose(form, "kind_of_clearing", "帮扶后消除");
      await choose(form, "income_steady", "是");
      await choose(form, "spending_settled", "否");
      await choose(form, "guarantees_sound", "是");
      await form.getByLabel("理由").fill("务工收入稳定半年以上，已经参保");
      await form.getByRole("button", { name: "申请风险消除" }).click();
      await form.getByText(/有一项没有稳定/).waitFor();
      await choose(form, "spending_settled", "是");
    });
    await stands(cadre, "消除入户核实");
  });

  it("is visited, discussed and posted again", async () => {
    const cadre = await at(walk().village);
    await visitForm(cadre.page, "消除入户核实");
    await cadre.page.getByLabel("入户人一").fill("杨甲子");
    await cadre.page.getByLabel("入户人二").fill("杨甲子");
    await cadre.page.getByLabel("核实情况").fill("收入稳定，全家已参保");
    await cadre.page.getByRole("button", { name: "交上去" }).click();
    await cadre.page.getByText("入户要两个人，两处写的是同一个人").waitFor();
    await cadre.page.getByLabel("入户人二").fill("吴乙丑");
    await cadre.page.getByRole("button", { name: "交上去" }).click();
    await stands(cadre, "记录消除评议");
    await move(cadre.page, "记录消除评议", async (form) => {
      await fillMeeting(form, "12");
      await form.getByRole("button", { name: "记录消除评议" }).click();
      await form.getByText("到会人数不够，评议无效").waitFor();
      await form.getByLabel("实到人数").fill("26");
      await form.getByLabel("同意票", { exact: true }).fill("25");
    });
    await stands(cadre, "张贴消除公示");
    await move(cadre.page, "张贴消除公示", async (form) => {
      await form.getByLabel("张贴地点").fill("村务公开栏");
    });
    await stands(cadre, "乡镇");
  });

  it("is reviewed by the town, cleared by two people of the county, and watched from then on", async () => {
    const clerk = await at(town());
    expect((await blocked(clerk.page, "消除乡镇审核")).missing).toContain("公示没有满五个整日");
    await pass(clerk.page, 6);
    const cadre = await at(walk().village);
    await photograph(cadre, "张贴");
    await photograph(cadre, "期满");
    await clerk.page.reload();
    await move(clerk.page, "消除乡镇审核", async (form) => {
      await form.getByLabel("抽查情况").fill("抽查属实");
    });
    await stands(clerk, "待县级审定");
    const desk = await at(county());
    await move(desk.page, "拟消除意见", (form) => form.getByLabel("拟办意见").fill("同意消除"));
    await stands(desk, "县级领导");
    expect(await desk.page.getByRole("button", { name: "签发风险消除" }).count()).toBe(0);
    const head = await at(s.who("county_head"));
    await move(head.page, "签发风险消除", async () => {});
    await expect.poll(async () => (await file(head, walk().c.case.id)).case.state).toBe("cleared");
    await desk.page.reload();
    await move(desk.page, "转入回访期", async () => {});
    await stands(desk, "消除后回访期");
    await picture(desk, "county-6");
    // Every step is told, from the first day to the last.
    const told = await desk.page.locator("main").innerText();
    for (const step of ["派单入户", "记录民主评议", "签发纳入", "申请风险消除", "签发风险消除", "转入回访期"])
      expect(told).toContain(step);
  });
}
