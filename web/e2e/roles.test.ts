import { describe, expect, it } from "vitest";
import { cases, file, read } from "./api.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Each role's first page, what its navigation offers, and what it must not. */
const roles: { role: string; page: string; sees: string[]; not: string[] }[] = [
  {
    role: "village_cadre",
    page: "/cases",
    sees: ["总览", "我的待办", "线索与案件"],
    not: ["数据交付", "用户", "审计日志"],
  },
  {
    role: "village_team",
    page: "/cases",
    sees: ["我的待办", "线索与案件"],
    not: ["数据交付", "用户", "审计日志"],
  },
  {
    role: "town_clerk",
    page: "/cases",
    sees: ["我的待办", "线索与案件"],
    not: ["数据交付", "用户", "审计日志"],
  },
  {
    role: "town_head",
    page: "/cases",
    sees: ["我的待办", "线索与案件"],
    not: ["数据交付", "用户", "审计日志"],
  },
  {
    role: "county_clerk",
    page: "/cases",
    sees: ["我的待办", "线索与案件", "数据交付"],
    not: ["用户", "审计日志"],
  },
  {
    role: "county_head",
    page: "/cases",
    sees: ["我的待办", "线索与案件", "数据交付"],
    not: ["用户", "审计日志"],
  },
  {
    role: "city",
    page: "/overview",
    sees: ["总览", "我的待办", "线索与案件"], // it reviews what a county has refused
    not: ["数据交付", "用户", "审计日志"],
  },
  {
    role: "province",
    page: "/overview",
    sees: ["总览", "线索与案件"],
    not: ["我的待办", "数据交付", "用户", "审计日志"],
  },
  {
    role: "analyst",
    page: "/overview",
    sees: ["总览"],
    not: ["我的待办", "线索与案件", "数据交付", "用户", "审计日志"],
  },
  {
    role: "sysadmin",
    page: "/users",
    sees: ["用户"],
    not: ["总览", "我的待办", "线索与案件", "数据交付", "审计日志"],
  },
  {
    role: "auditor",
    page: "/audit",
    sees: ["审计日志"],
    not: ["总览", "我的待办", "线索与案件", "数据交付", "用户"],
  },
  {
    role: "secadmin",
    page: "/keys",
    sees: ["密钥"],
    not: ["总览", "我的待办", "线索与案件", "数据交付", "用户", "备份", "审计日志"],
  },
  {
    role: "department",
    page: "/inbox",
    sees: ["数据交付", "部门问题"],
    not: ["总览", "我的待办", "线索与案件", "农户申报", "国家系统", "用户", "审计日志"],
  },
  {
    role: "evaluator",
    page: "/samples",
    sees: ["第三方评估"],
    not: ["总览", "我的待办", "线索与案件", "数据交付", "用户", "审计日志"],
  },
];

describe("the first page of a role", () => {
  it.each(roles)("$role begins at $page", async ({ role, page: path, sees, not }) => {
    const { page } = await s.as(s.who(role));
    await page.waitForURL((url) => url.pathname === path);
    await page
      .getByRole("heading", { level: path === "/none" ? 2 : 1 })
      .first()
      .waitFor();
    const nav = page.getByRole("navigation", { name: "主导航" });
    for (const name of sees)
      expect(await nav.getByRole("link", { name: new RegExp(`^${name}`) }).count(), name).toBe(1);
    for (const name of not)
      expect(await nav.getByRole("link", { name: new RegExp(`^${name}`) }).count(), name).toBe(0);
    if (role === "province") await picture({ page }, "leader-2");
  });
});

describe("what a role must not see", () => {
  it("an analyst sees counts and no way to a name", async () => {
    const { page, settled } = await s.as(s.who("analyst"));
    await page.getByRole("heading", { name: "风险构成" }).waitFor();
    await settled();
    expect(await page.locator("main a.count").count()).toBe(0);
    await page.goto("/cases");
    await page.getByRole("alert").filter({ hasText: "这里不归您办" }).first().waitFor();
  });

  it("a cadre sees no eye at a masked number, and no desk acts", async () => {
    const cadre = await s.as(s.who("village_cadre"));
    const [row] = await cases(cadre, "dispatched");
    if (!row) throw new Error("the demo has no visit for the first village");
    await cadre.page.goto(`/cases/${row.id}`);
    await cadre.page.getByRole("cell", { name: /\*{8}/ }).first().waitFor();
    expect(await cadre.page.getByRole("button", { name: /查看/ }).count()).toBe(0);
    await picture(cadre, "cadre-8");
    await cadre.page.goto("/cases?view=triage");
    await cadre.page.getByRole("table").waitFor();
    expect(await cadre.page.getByRole("checkbox").count()).toBe(0);
  });

  it("a case of another village is not there, just as one that does not exist", async () => {
    const county = await s.as(s.who("county_clerk"));
    const cadre = await s.as(s.who("village_cadre"));
    const own = new Set((await cases(cadre, "triage,dispatched")).map((c) => c.id));
    const foreign = (await cases(county, "triage,dispatched")).find((c) => !own.has(c.id));
    for (const id of [foreign?.id, 99999]) {
      await cadre.page.goto(`/cases/${id}`);
      await cadre.page.getByRole("heading", { name: "没有找到" }).waitFor();
      expect(await cadre.page.getByText("不在您的辖区").count()).toBe(1);
    }
  });

  it("a petition is told to the village as handed down, without topic or rule", async () => {
    const county = await s.as(s.who("county_clerk"));
    const row = (
      await read<{ cases: { id: number; division_name: string; head: string }[] }>(
        county,
        "/api/cases?rule=petition&limit=5",
      )
    ).cases[0];
    if (!row) throw new Error("the demo has no petition");
    const cadre = await s.as(s.who("village_cadre", row.division_name));
    await cadre.page.goto(`/cases/${row.id}`);
    await cadre.page.getByRole("heading", { name: /为什么：上级交办/ }).waitFor();
    const told = await file(county, row.id);
    const topic = told.why.find((w) => w.rule === "petition")?.says ?? "";
    expect(await cadre.page.locator("main").innerText()).not.toContain(topic);
  });
});
