import { describe, expect, it } from "vitest";
import type { Change, HouseholdPage } from "../src/api/registry";
import { pick } from "./acts.ts";
import { cases, read } from "./api.ts";
import type { Person } from "./browser.ts";
import { setting } from "./setting.ts";

const s = setting();
const village = "黎平寨村村民委员会";

/** Households of the village's cases, whole as the page has them. */
async function families(p: Person): Promise<HouseholdPage[]> {
  const rows = await cases(p, "triage");
  return Promise.all(rows.map((r) => read<HouseholdPage>(p, `/api/households/${r.household}/page`)));
}

const box = ({ page }: Person) => page.getByRole("combobox", { name: /^查姓名、户编号/ });

describe("the one search box", () => {
  it("finds a family by a member's name, by keyboard, and opens it", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [family] = await families(clerk);
    const member = family?.household.members.find((m) => m.relation !== "户主");
    if (!family || !member) throw new Error("the demo has no family of two at the desk");
    await clerk.page.keyboard.press("Control+k");
    await box(clerk).fill(member.name);
    const wanted = clerk.page.getByRole("option").filter({ hasText: family.household.code });
    await wanted.waitFor();
    await clerk.page.keyboard.press("Escape");
    await wanted.waitFor({ state: "detached" });
    await box(clerk).press("End");
    await box(clerk).fill(family.household.code);
    await clerk.page
      .getByRole("option", { name: new RegExp(family.household.code), selected: true })
      .waitFor();
    await clerk.page.keyboard.press("Enter");
    await clerk.page.waitForURL(`**/households/${family.household.code}`);
    await clerk.page.getByRole("heading", { level: 1, name: family.household.head }).waitFor();
  });

  it("never lets a number into an address, and finds nothing of another village", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    const county = await s.as(s.who("county_clerk"));
    const foreign = (await cases(county, "triage")).find((c) => !c.division_name.endsWith(village));
    await box(cadre).fill("522631199001010011");
    await cadre.page.getByText("查到 0 项").waitFor({ state: "attached" });
    expect(await cadre.page.getByRole("option").count()).toBe(0);
    await cadre.page.keyboard.press("Enter");
    expect(cadre.page.url()).not.toContain("522631199001010011");
    await box(cadre).fill(foreign?.household ?? "");
    await cadre.page.getByText("查到 0 项").waitFor({ state: "attached" });
    await cadre.page.goto(`/households/${foreign?.household}`);
    await cadre.page.getByRole("heading", { name: "没有找到" }).waitFor();
  });
});

describe("a household's page", () => {
  it("tells all by time, who may see it and who has looked; a cadre sees no such list", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [row] = await cases(clerk, "monitored");
    await clerk.page.goto(`/households/${row?.household}`);
    const story = clerk.page.getByRole("region", { name: "按时间" });
    for (const told of ["立为线索", "入户核查", "就业帮扶"]) await story.getByText(told).first().waitFor();
    await story.getByRole("button", { name: /^措施/ }).click();
    expect(await story.getByText("立为线索").count()).toBe(0);
    await clerk.page
      .getByRole("region", { name: "谁能看，谁看过" })
      .getByText("看了这一页")
      .first()
      .waitFor();
    const cadre = await s.as(s.who("village_cadre", row?.division_name));
    await cadre.page.goto(`/households/${row?.household}`);
    await cadre.page.getByRole("region", { name: "按时间" }).waitFor();
    expect(await cadre.page.getByRole("region", { name: "谁能看，谁看过" }).count()).toBe(0);
    expect(await cadre.page.getByRole("button", { name: /查看/ }).count()).toBe(0);
  });
});

describe("a change of the registry", () => {
  const ask = async (p: Person, code: string) => {
    await p.page.goto(`/households/${code}`);
    await p.page.getByRole("button", { name: "提出变更" }).click();
    return p.page.getByRole("dialog");
  };

  it("is refused without its reason, asked by one, compared side by side, and approved by another", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    const family = (await families(cadre)).find((f) => f.household.members.length > 1)?.household;
    if (!family) throw new Error("the village has no family of two");
    const form = await ask(cadre, family.code);
    await pick(form, "项目", "家庭住址");
    await form.getByLabel("改成").fill("寨头8号");
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.getByText(/请写明理由/).waitFor();
    await form.getByLabel("理由").fill("搬到新屋");
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await cadre.page.getByRole("region", { name: "待审的变更" }).getByRole("link", { name: "更正" }).click();
    await cadre.page.locator("ins", { hasText: "寨头8号" }).waitFor();
    // Who has asked may take it back and does not decide.
    await cadre.page.getByRole("button", { name: "撤回" }).waitFor();
    expect(await cadre.page.getByRole("button", { name: "批准", exact: true }).count()).toBe(0);

    const clerk = await s.as(s.who("county_clerk"));
    await clerk.page.goto("/changes");
    await clerk.page.getByRole("row").filter({ hasText: family.code }).getByRole("link").first().click();
    await clerk.page.locator("ins", { hasText: "寨头8号" }).waitFor();
    await clerk.page.getByRole("button", { name: "批准", exact: true }).click();
    await clerk.page.getByText("已批准", { exact: true }).waitFor();
    await cadre.page.goto(`/households/${family.code}`);
    await cadre.page.getByText("寨头8号").first().waitFor();
    const told = cadre.page.getByRole("region", { name: "按时间" });
    await told.locator("ins", { hasText: "寨头8号" }).waitFor();
  });

  it("that somebody else has overtaken shows both sides, and cannot be approved", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    const clerk = await s.as(s.who("county_clerk"));
    const code = (await families(cadre))[0]?.household.code ?? "";
    for (const name of ["寨脚1号", "寨脚2号"]) {
      const form = await ask(cadre, code);
      await pick(form, "项目", "家庭住址");
      await form.getByLabel("改成").fill(name);
      await form.getByLabel("理由").fill("入户核实");
      await form.getByRole("button", { name: "提出", exact: true }).click();
      await form.waitFor({ state: "detached" });
    }
    const { changes } = await read<{ changes: Change[] }>(
      clerk,
      `/api/changes?household=${code}&state=pending`,
    );
    const [second, first] = changes;
    await clerk.page.goto(`/changes/${second?.id}`);
    await clerk.page.getByRole("button", { name: "批准", exact: true }).click();
    await clerk.page.getByText("已批准", { exact: true }).waitFor();
    await clerk.page.goto(`/changes/${first?.id}`);
    const row = clerk.page.getByRole("row").filter({ hasText: "提出之后有人改过" });
    expect(await row.innerText()).toContain("寨脚2号");
    expect(await row.innerText()).toContain("寨脚1号");
    expect(await clerk.page.getByRole("button", { name: "批准", exact: true }).isDisabled()).toBe(true);
    await clerk.page.getByLabel("理由").fill("以后一件为准");
    await clerk.page.getByRole("button", { name: "不批准" }).click();
    await clerk.page.getByText("未批准", { exact: true }).waitFor();
  });

  it("splits a family: without a head for the new household it is refused, with one both stand side by side", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    const family = (await families(cadre)).find((f) => f.household.members.length > 2)?.household;
    if (!family) throw new Error("the village has no family of three");
    const leaves = family.members.find((m) => m.relation !== "户主");
    const form = await ask(cadre, family.code);
    await pick(form, "什么变更", "分户");
    await form.getByRole("checkbox", { name: new RegExp(leaves?.name ?? "") }).check();
    await form.getByLabel("新户的户编号").fill("52263100121499999");
    await form.getByLabel("理由").fill("儿子成家分户");
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.getByText(/要正好一个/).waitFor();
    await pick(form, `${leaves?.name}（${leaves?.relation}） · 关系`, "户主");
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await cadre.page.getByRole("region", { name: "待审的变更" }).getByRole("link", { name: "分户" }).click();
    const compare = cadre.page.getByRole("region", { name: "逐项对照" });
    await compare.getByText("52263100121499999").first().waitFor();
    expect(await compare.innerText()).toContain(family.code);
  });

  it("merges two: both heads are named until there is one", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    const [one, two] = (await families(cadre)).map((f) => f.household).reverse();
    const head = two?.members.find((m) => m.relation === "户主");
    const form = await ask(cadre, one?.code ?? "");
    await pick(form, "什么变更", "并户");
    await form.getByLabel("另一户的户编号").fill(two?.code ?? "");
    await form.getByLabel("理由").fill("两家合一家过");
    await form.getByRole("combobox", { name: `${two?.code} · ${head?.name}（户主） · 关系` }).waitFor();
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.getByText(/有 2 个户主/).waitFor();
    await pick(form, `${two?.code} · ${head?.name}（户主） · 关系`, "配偶");
    await form.getByRole("button", { name: "提出", exact: true }).click();
    await form.waitFor({ state: "detached" });
    await cadre.page
      .getByRole("region", { name: "待审的变更" })
      .getByRole("link", { name: "并户" })
      .waitFor();
  });
});
