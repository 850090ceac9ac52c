import { expect, it } from "vitest";
import { choose, kept, lead, pin, takeAlong, visitForm, wasOffline } from "./acts.ts";
import { cases, file } from "./api.ts";
import { type Person, phone } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();

/** A case in a state, and the cadre of its village. */
async function inVillage(state: string) {
  const clerk = await s.as(s.who("county_clerk"));
  const [row] = await cases(clerk, state);
  if (!row) throw new Error(`the demo has no case in ${state}`);
  return { clerk, row, cadre: s.who("village_cadre", row.division_name) };
}

/** Fills in the short form, once with one name for both who went, which is refused where it stands. */
async function handIn({ page }: Person, says: string, risk?: string) {
  await page.getByLabel("入户人一").fill("杨甲子");
  await page.getByLabel("入户人二").fill("杨甲子");
  if (risk) await choose(page.locator("form"), "risk_found", risk);
  await page.getByLabel("核实情况").fill(says);
  await page.getByRole("button", { name: "交上去" }).click();
  await page.getByText("入户要两个人，两处写的是同一个人").waitFor();
  await page.getByLabel("入户人二").fill("吴乙丑");
  await page.getByRole("button", { name: "交上去" }).click();
  await page.waitForURL(/\/cases\/\d+$/);
}

it("a monitored household's visit is written down from the day's list; its case page opens the same form with what was told", async () => {
  const { clerk, row, cadre } = await inVillage("monitored");
  const on = await s.as(cadre, phone);
  await on.page.goto("/day");
  const card = on.page.locator(".day-card").filter({ hasText: `${row.head} 家` });
  await card.getByText(`定期走访 · ${row.visit_due_on} 前`).waitFor();
  await card.getByRole("link", { name: /^写走访/ }).click();
  await on.page.getByRole("heading", { name: `记录走访 · ${row.head}家` }).waitFor();
  // All that this visit answers stands above the questions.
  const things = await on.page.getByRole("list", { name: "这次一起办的" }).innerText();
  expect(things).toContain("定期走访");
  await on.page.getByLabel("家里的请求").fill("想学电焊");
  await handIn(on, "收入稳定，孩子都在学", "否");
  expect((await file(clerk, row.id)).events.at(-1)?.act).toBe("follow_visit");
  expect((await file(clerk, row.id)).case.visit_due_on > row.visit_due_on).toBe(true);

  const desk = await s.as(cadre);
  await desk.page.goto(`/cases/${row.id}`);
  await desk.page.getByText("走访最迟").waitFor();
  await desk.page.locator("#visits").getByText("收入稳定，孩子都在学").waitFor();
  await visitForm(desk.page, "记录走访");
  await desk.page.getByRole("heading", { name: `记录走访 · ${row.head}家` }).waitFor();
  // What the family asked for is not asked again; what those think who went is.
  await expect.poll(() => desk.page.getByLabel("家里的请求").inputValue()).toBe("想学电焊");
  expect(await desk.page.getByLabel("核实情况").inputValue()).toBe("");
  // Back is the case it came from.
  await desk.page.getByRole("link", { name: "回到案件" }).click();
  await lead(desk.page).waitFor();
});

it.each([
  ["watch", "记录回访", "否", "watch"],
  ["clear_applied", "消除入户核实", undefined, "clear_visited"],
])("a case in %s opens the form of “%s” as a page, not as a dialog", async (state, button, risk, then) => {
  const { clerk, row, cadre } = await inVillage(state);
  const on = await s.as(cadre);
  await on.page.goto(`/cases/${row.id}`);
  await visitForm(on.page, button);
  expect(await on.page.getByRole("dialog").count()).toBe(0);
  await on.page.getByRole("heading", { name: `${button} · ${row.head}家` }).waitFor();
  await handIn(on, "务工收入稳定，房屋和饮水都好", risk);
  expect((await file(clerk, row.id)).case.state).toBe(then);
});

it("a visit kept in the phone that meets a newer one is settled question by question", async () => {
  const { clerk, row, cadre } = await inVillage("monitored");
  const away = await s.as(cadre, phone);
  await takeAlong(away);
  await away.page.goto(`/cases/${row.id}/visit`);
  await away.page.getByLabel(/输入 6 位 PIN/).fill(pin);
  await away.page.getByRole("button", { name: "打开" }).click();
  await away.page.getByLabel("入户人一").fill("杨甲子");
  await away.page.getByLabel("入户人二").fill("吴乙丑");
  await choose(away.page.locator("form"), "risk_found", "否");
  await away.page.getByLabel("核实情况").fill("手机里写的");
  await away.page.getByLabel("家里的请求").fill("想学电焊");
  await away.context.setOffline(true);
  await away.page.getByRole("button", { name: "交上去" }).click();
  await away.page.waitForURL("**/day");
  // Meanwhile somebody else writes a visit down.
  const other = await s.as(cadre);
  await other.page.goto(`/cases/${row.id}/visit`);
  await other.page.getByLabel("家里的请求").fill("想养牛");
  await handIn(other, "系统里写的", "是");
  await away.context.setOffline(false);
  const sides = away.page.locator(".day-conflict");
  await sides.getByText("不一样的，逐条选一边").waitFor();
  await sides.getByRole("radio", { name: "核实情况 系统里 系统里写的" }).check();
  await sides.getByRole("radio", { name: "是否有返贫致贫风险 系统里 是" }).check();
  await sides.getByRole("button", { name: "照选的交上去" }).click();
  await away.page.getByText("已传 1 份").waitFor();
  const told = (await file(clerk, row.id)).events.findLast((e) => e.act === "follow_visit")?.form ?? [];
  const of = (name: string) => told.find((a) => a.name === name)?.value;
  expect([of("conclusion"), of("risk_found"), of("asks_for")]).toEqual(["系统里写的", "是", "想学电焊"]);
  expect((await kept(away.page)).filter((n) => n.startsWith("out/"))).toEqual([]);
  wasOffline(away);
});
