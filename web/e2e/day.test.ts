import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { fillVisit, kept, pin, takeAlong, wasOffline } from "./acts.ts";
import { file, read } from "./api.ts";
import { type Person, phone } from "./browser.ts";
import { picture } from "./picture.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Opens a store that is locked, without a network. */
async function unlockOffline({ page, context }: Person) {
  await context.setOffline(true);
  await page.goto("/day");
  await page.getByLabel(/输入 6 位 PIN/).fill(pin);
  await page.getByRole("button", { name: "打开" }).click();
  await page.getByText(/没有网络，这是/).waitFor();
}

/** Fills in the form of the first family on the list and lays it into the phone; the case's number. */
async function visitFirst({ page }: Person, second: string, photos = async () => {}): Promise<number> {
  await page
    .getByRole("link", { name: /^去填表/ })
    .first()
    .click();
  await page.waitForURL(/\/cases\/\d+\/visit/);
  const id = Number(/\d+/.exec(new URL(page.url()).pathname)?.[0]);
  await fillVisit(page, second);
  await photos();
  await page.getByRole("button", { name: "交上去" }).click();
  await page.waitForURL("**/day");
  return id;
}

/** What a phone writes into its photos; no photo that is sent may hold it. */
const place = "GPS 26.2N 109.1E";

/** A photo as a phone takes it: large, and with a place in its EXIF. */
async function photoOfAPhone(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const pen = canvas.getContext("2d");
    for (let x = 0; pen && x < 2400; x += 20) {
      pen.fillStyle = `hsl(${x % 360} 60% 50%)`;
      pen.fillRect(x, 0, 20, 1800);
    }
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(drawn, "base64");
  const exif = Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0${place}`, "latin1");
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

/** The size of a picture, as a browser reads it. */
const sizeOf = (page: Page, jpeg: Buffer) =>
  page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const { width, height } = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }));
    return { width, height };
  }, jpeg.toString("base64"));

it("a visit is made without a network, from a phone that was closed, and handed in when there is one", async () => {
  const cadre = await s.as(s.who("village_cadre"), phone);
  const { page, context } = cadre;
  await page.goto("/day");
  await page.getByText("没网也要用").click();
  const again = page.getByLabel("再输一遍");
  await page.getByLabel("设一个 6 位数字的 PIN").fill(pin);
  await again.fill("135791");
  expect(await page.getByRole("button", { name: "装进手机" }).isDisabled()).toBe(true);
  await page.getByText("没网也要用").click();
  await takeAlong(cadre);
  await picture(cadre, "cadre-1");
  const held = await page.locator(".day-list .visit-button").count();

  await context.setOffline(true);
  await page.goto("/day");
  await page.getByLabel(/输入 6 位 PIN/).fill("000000");
  await page.getByRole("button", { name: "打开" }).click();
  await page.getByText("PIN 不对，还能试 4 次").waitFor();
  await unlockOffline(cadre);
  expect(await page.locator(".day-list .visit-button").count()).toBe(held);
  const id = await visitFirst(cadre, "驻村队员乙", async () => {
    const photo = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await photoOfAPhone(page) };
    await page.locator("input[type=file]").setInputFiles(photo);
    await page.getByText("1 张存在手机里").waitFor();
    await picture(cadre, "cadre-2");
  });
  await page.getByText("1 份已存手机，有网自动上传 · 1 张照片存在手机里").waitFor();
  await context.setOffline(false);
  await page.getByText("已传 1 份 · 已传 1 张照片").waitFor();
  expect((await kept(page)).filter((n) => /^(out|draft|photo)\//.test(n))).toEqual([]);
  // What arrived is smaller, and tells neither where it was taken nor with what.
  const town = await s.as(s.who("town_clerk"));
  const [photo] = (await file(town, id)).photos;
  expect(photo?.of).toBe("入户");
  const seen = await (await town.page.request.get(photo?.url ?? "")).body();
  expect(seen.length).toBeLessThan(700 * 1024);
  expect(seen.includes("Exif") || seen.includes(place)).toBe(false);
  expect(await sizeOf(town.page, seen)).toEqual({ width: 1600, height: 1200 });
  await town.page.goto(`/cases/${id}`);
  await town.page.getByRole("link", { name: /^入户 · / }).waitFor();
  wasOffline(cadre);
});

describe("a form that comes too late or is wrong", () => {
  /** A phone of the village into which a visit was laid without a network. */
  async function away(second: (own: string) => string) {
    const cadre = await s.as(s.who("village_cadre"), phone);
    const { user } = await read<{ user: { name: string } }>(cadre, "/api/me");
    await takeAlong(cadre);
    await unlockOffline(cadre);
    const id = await visitFirst(cadre, second(user.name));
    return { ...cadre, id };
  }
  /** The village's other browser, at the case's page. */
  async function other(id: number, page = "") {
    const person = await s.as(s.who("village_cadre"));
    await person.page.goto(`/cases/${id}${page}`);
    return person;
  }
  const card = (page: Page, name: string) => page.locator(".day-card").filter({ hasText: name });

  it("is not taken where it is wrong: strip and card say so with the reason, and it is mended", async () => {
    const cadre = await away((own) => own);
    const { page } = cadre;
    const { case: c } = await file(await other(cadre.id), cadre.id);
    await cadre.context.setOffline(false);
    await page.getByText("1 份没有收下").waitFor();
    await picture(cadre, "cadre-3");
    const told = await card(page, c.head).innerText();
    expect(told).toContain("没有收下");
    expect(told).toContain("入户要两个人，两处写的是同一个人");
    expect(await page.getByText("存在手机里").count()).toBe(0);
    await page.getByRole("link", { name: "改好再交" }).click();
    await page.getByRole("button", { name: /第 1 步/ }).click();
    await page.getByLabel("入户人二").fill("驻村队员乙");
    await page.getByRole("button", { name: /第 5 步/ }).click();
    await page.getByRole("button", { name: "交上去" }).click();
    await page.waitForURL(`**/cases/${cadre.id}`);
    await expect.poll(async () => (await kept(page)).filter((n) => n.startsWith("out/"))).toEqual([]);
    wasOffline(cadre);
  });

  it("is shown beside what others wrote, and handed in after all where the step is still open", async () => {
    const cadre = await away(() => "驻村队员乙");
    const { page } = cadre;
    const at = await other(cadre.id);
    const name = (await file(at, cadre.id)).case.head;
    await at.page
      .getByRole("button", { name: /^登记授权/ })
      .first()
      .click();
    await at.page.getByRole("dialog").getByRole("button", { name: "登记", exact: true }).click();
    await at.page.getByRole("dialog").waitFor({ state: "detached" });
    await cadre.context.setOffline(false);
    await page.getByText("1 份冲突").waitFor();
    expect(await card(page, name).innerText()).toContain("两边不一样");
    expect((await file(at, cadre.id)).case.state).toBe("dispatched");
    await page.getByRole("button", { name: "用手机里的，交上去" }).click();
    await page.getByText("已传 1 份").waitFor();
    const now = await file(at, cadre.id);
    expect(now.case.state).toBe("visited");
    expect(now.events.some((e) => e.act === "authorisation")).toBe(true);
    expect((await kept(page)).filter((n) => n.startsWith("out/"))).toEqual([]);
    wasOffline(cadre);
  });

  it("gives way where the visit was written down by others: nothing of theirs is overwritten", async () => {
    const cadre = await away(() => "驻村队员乙");
    const { page } = cadre;
    const at = await other(cadre.id, "/visit");
    await fillVisit(at.page, "驻村队员丙");
    await at.page.getByRole("button", { name: "交上去" }).click();
    await at.page.waitForURL(`**/cases/${cadre.id}`);
    await cadre.context.setOffline(false);
    const sides = page.locator(".day-conflict");
    const both = sides.locator("tr").filter({ hasText: "入户人二" });
    await both.waitFor();
    expect(await both.innerText()).toMatch(/驻村队员乙\s+驻村队员丙/);
    // The step is behind the case, so that there is one side to take; it is asked twice.
    expect(await page.getByRole("button", { name: "用手机里的，交上去" }).count()).toBe(0);
    await page.getByRole("button", { name: "用系统里的" }).click();
    expect((await kept(page)).filter((n) => n.startsWith("out/")).length).toBe(1);
    await page.getByRole("button", { name: /^确定？/ }).click();
    await sides.waitFor({ state: "detached" });
    expect((await kept(page)).filter((n) => n.startsWith("out/"))).toEqual([]);
    const visit = (await file(at, cadre.id)).events.findLast((e) => e.act === "visit");
    expect(visit?.form.find((a) => a.name === "visitor_2")?.value).toBe("驻村队员丙");
    wasOffline(cadre);
  });
});
