import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, open, type Person } from "./browser.ts";
import { type House, loginOf, serve } from "./house.ts";
import { client, type Provider, provide } from "./provider.ts";

let provider: Provider;
let house: House;
let browser: Browser;

beforeAll(async () => {
  provider = await provide();
  const at = `127.0.0.1:${await freePort()}`;
  [house, browser] = await Promise.all([
    serve(
      ...["--listen", at, "--public-url", `http://${at}`, "--oidc-issuer", provider.issuer],
      ...["--oidc-client", client.id, "--oidc-secret", client.secret],
    ),
    launch(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
  await provider?.close();
});

/** Where the provider is to send people back to is said before the server listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Comes to the sign-in page, goes to the provider by the button there and says a name. */
async function signInAs(name: string): Promise<Person> {
  const person = await open(browser, house.base);
  const { page } = person;
  await page.goto("/cases?view=open");
  await page.getByRole("link", { name: "统一登录" }).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.getByLabel("who").fill(name);
  await page.getByRole("button", { name: "in" }).click();
  await page.waitForURL((url) => url.origin === house.base);
  await person.settled();
  return person;
}

describe("at the house's provider", () => {
  it.each([
    ["somebody without an account here", () => "nobody", "没有账号，或者已停用；请找系统管理员"],
    ["an administrator", () => loginOf(house, "sysadmin"), "用密码和动态口令登录"],
    ["whom the provider turns away", () => "", "统一登录没有让您进来"],
  ])("%s is told so and stays outside", async (_, name, says) => {
    const { page, context } = await signInAs(name());
    expect(new URL(page.url()).pathname).toBe("/login");
    expect(await page.getByRole("alert").innerText()).toContain(says);
    expect((await page.request.get("/api/me")).status()).toBe(401);
    await context.close();
  });

  it("a clerk signs in with the button and works", async () => {
    const { page, complaints, settled } = await signInAs(loginOf(house, "county_clerk"));
    expect(new URL(page.url()).pathname).not.toBe("/login");
    const me = (await (await page.request.get("/api/me")).json()) as { user: { login: string } };
    expect(me.user.login).toBe(loginOf(house, "county_clerk"));
    await page.goto("/cases?view=open");
    await settled();
    expect(await page.locator("main").innerText()).not.toBe("");
    expect(complaints).toEqual([]);
  });
});
