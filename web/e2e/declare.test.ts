import { describe, expect, it } from "vitest";
import { cases, read } from "./api.ts";
import { phone } from "./browser.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();
const village = "黎平寨村村民委员会";

describe("a family declares by the village's code", () => {
  it("is told what is missing, gets a receipt, is found by the town and stands in the village's list", async () => {
    const clerk = await s.as(s.who("county_clerk"));
    const [known] = (await cases(clerk, "triage")).filter((c) => c.division_name.endsWith(village));
    if (!known) throw new Error("the demo has no clue at the desk in the village");
    const { division } = (await read<{ case: { division: string } }>(clerk, `/api/cases/${known.id}`)).case;
    await clerk.page.goto(`/declarations?under=${division}`);
    await clerk.page.getByRole("button", { name: "生成申报码" }).click();
    const link = clerk.page.getByRole("link", { name: "打开农户看到的页面" });
    await link.waitFor();
    for (const name of ["A4 海报（PDF）", "图片（PNG）", "矢量图（SVG）"]) {
      const href = (await clerk.page.getByRole("link", { name }).getAttribute("href")) ?? "";
      expect((await clerk.page.request.get(href)).ok()).toBe(true);
    }

    const farmer = await s.stranger(phone);
    await farmer.page.goto((await link.getAttribute("href")) ?? "");
    await farmer.page.getByRole("heading", { name: /家里遇到难处/ }).waitFor();
    await farmer.page.getByLabel("姓名", { exact: true }).fill("石阿妹");
    await farmer.page.getByLabel("看病花钱多，负担重").check();
    await farmer.page.getByRole("button", { name: "交上去" }).click();
    const faults = farmer.page.getByRole("alert");
    await faults.getByText("证件不在手边").waitFor();
    await picture(farmer, "farmer-1");
    await farmer.page.getByLabel("证件不在手边").check();
    await farmer.page.getByLabel(/^同意村里和乡镇/).check();
    await farmer.page.getByRole("button", { name: "交上去" }).click();
    await farmer.page.getByRole("heading", { name: "已经收到" }).waitFor();
    await picture(farmer, "farmer-2");
    const receipt = await farmer.page.locator(".code").innerText();
    // The receipt's page shows no data, and its number is in no address.
    expect(await farmer.page.locator("body").innerText()).not.toContain("石阿妹");
    expect(farmer.page.url()).not.toContain(receipt);

    await clerk.page.reload();
    const waiting = clerk.page.getByRole("article", { name: /^石阿妹的申报/ });
    await waiting.getByRole("button", { name: "作废" }).click();
    await waiting.getByText("请写明为什么作废").waitFor();
    await picture(clerk, "town-1");
    await waiting.getByLabel("是哪一户（户编号）").fill(known.household);
    await waiting.getByRole("button", { name: "认户立案" }).click();
    await waiting.waitFor({ state: "detached" });

    const cadre = await s.as(s.who("village_cadre", village));
    await cadre.page.goto("/declarations");
    const own = cadre.page.getByRole("article", { name: /^石阿妹的申报/ });
    await own.waitFor();
    expect(await cadre.page.getByRole("button", { name: "作废" }).count()).toBe(0);
    await own.getByRole("link", { name: /看案件/ }).click();
    await cadre.page.waitForURL(`**/cases/${known.id}`);
    await cadre.page.getByRole("region", { name: "下一步" }).waitFor();

    await farmer.page.goto("/d/receipt");
    await farmer.page.getByLabel(/^回执号/).fill(receipt.toLowerCase());
    await farmer.page.getByRole("button", { name: "查", exact: true }).click();
    await farmer.page.getByText("村里开会评议").waitFor();
    await picture(farmer, "farmer-3");
  });

  it("writes for who calls: refused without consent, then the receipt is read out", async () => {
    const cadre = await s.as(s.who("village_cadre", village));
    await cadre.page.goto("/declarations");
    await cadre.page.getByRole("button", { name: "替农户登记" }).click();
    const form = cadre.page.getByRole("dialog");
    await form.getByLabel("电话", { exact: true }).first().check();
    await form.getByLabel("姓名", { exact: true }).fill("石阿公");
    await form.getByLabel("喝水有困难").check();
    await form.getByRole("button", { name: /登\s*记/ }).click();
    await form.getByText("请勾上同意").waitFor();
    await form.getByLabel(/^农户同意/).check();
    await form.getByRole("button", { name: /登\s*记/ }).click();
    await cadre.page.getByText(/^回执号 .* 12317。$/).waitFor();
  });
});
