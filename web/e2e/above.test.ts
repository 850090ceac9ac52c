import { describe, expect, it } from "vitest";
import { lead } from "./acts.ts";
import { cases, file } from "./api.ts";
import { setting } from "./setting.ts";

const s = setting();
const inDays = (today: string, n: number) =>
  new Date(Date.parse(today) + n * 86_400_000).toISOString().slice(0, 10);

describe("what comes from above", () => {
  it("is a case put under supervision, answered in writing, and closed by the city", async () => {
    const city = await s.as(s.who("city"));
    const [row] = await cases(city, "dispatched");
    if (!row) throw new Error("the demo has no case at a village");
    const { page } = city;
    await page.goto(`/cases/${row.id}`);
    await lead(page).waitFor();
    await page.getByRole("region", { name: "下一步" }).getByRole("button", { name: "其他" }).click();
    await page.getByRole("menuitem", { name: "督办", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("为什么督办").fill("派单后没有人上门");
    await form.getByRole("button", { name: "督办" }).click();
    await form.getByText("答复期限要在今天以后").waitFor();
    const today = (await page.request.get("/api/me").then((r) => r.json())).today;
    await form.getByLabel("最迟哪天答复").fill(inDays(today, 5));
    await page.keyboard.press("Enter");
    await form.getByRole("button", { name: "督办" }).click();
    await form.waitFor({ state: "detached" });
    const card = (on: typeof page) => on.locator("#supervisions");
    await card(page).getByText("等书面答复").waitFor();
    expect(await card(page).getByRole("button").count()).toBe(0);

    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto("/inbox");
    await clerk.page.getByRole("link", { name: "答复督办：待入户" }).click();
    await card(clerk.page).getByRole("button", { name: "答复督办" }).click();
    const says = clerk.page.getByRole("dialog");
    await says.getByRole("button", { name: "答复督办" }).click();
    await says.getByText("请写明办了什么").waitFor();
    await says.getByLabel("办了什么").fill("今天两人上门，已核实");
    await says.getByRole("button", { name: "答复督办" }).click();
    await says.waitFor({ state: "detached" });
    await card(clerk.page).getByText("已答复，等办结").waitFor();
    expect((await file(clerk, row.id)).case.state).toBe("dispatched");

    await page.goto("/inbox");
    await page.getByRole("link", { name: "办结督办：待入户" }).click();
    await card(page).getByRole("button", { name: "办结督办" }).click();
    await page.getByRole("dialog").getByLabel("是否办到位").fill("办到位");
    await page.getByRole("dialog").getByRole("button", { name: "办结督办" }).click();
    await card(page).getByText("办结：办到位").waitFor();
    await page.goto("/supervisions");
    await page.getByText("没有督办", { exact: true }).waitFor();
    await page.getByRole("button", { name: "全部" }).click();
    await page.getByRole("cell", { name: /今天两人上门/ }).waitFor();
  });

  it("is a refused household sent back to work", async () => {
    const city = await s.as(s.who("city"));
    const [row] = await cases(city, "refused");
    if (!row) throw new Error("the demo has no refused household");
    const { page } = city;
    await page.goto(`/cases/${row.id}`);
    await lead(page).waitFor();
    await page.getByRole("region", { name: "下一步" }).getByRole("button", { name: "其他" }).click();
    await page.getByRole("menuitem", { name: "发回重新办理" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("为什么发回").fill("支出没有核实");
    await form.getByRole("button", { name: "发回重新办理" }).click();
    await form.waitFor({ state: "detached" });
    expect((await file(city, row.id)).case.state).toBe("dispatched");
    await page.goto("/supervisions");
    await page.getByRole("button", { name: "发回重新办理" }).click();
    await page.getByRole("cell", { name: "支出没有核实" }).waitFor();
  });
});
