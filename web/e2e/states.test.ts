import { describe, expect, it } from "vitest";
import type { Person } from "./browser.ts";
import { pages, walk } from "./pages.ts";
import { setting } from "./setting.ts";

const s = setting();

/** Pages that ask the server for nothing but who is there, or show a file of the phone's own. */
const alone = ["no-pages", "password", "day", "visit", "upload", "department-upload", "not-found"];
const asking = pages.filter((p) => !alone.includes(p.name));

/** What the server answers. */
interface Answer {
  status: number;
  code: string;
  detail: string;
}

/** From now on every answer but who is signed in is this one. */
const answering = (person: Person, { status, ...rest }: Answer) =>
  person.page.route(
    (url) => url.pathname.startsWith("/api/") && url.pathname !== "/api/me",
    (route) =>
      route.request().method() === "GET"
        ? route.fulfill({
            status,
            contentType: "application/problem+json",
            body: JSON.stringify({ status, ...rest }),
          })
        : route.continue(),
  );

describe("every page whose answer does not come", () => {
  it("keeps its frame, says what was refused, whom to ask, and a code", async () => {
    const mute: string[] = [];
    await walk(
      s,
      async ({ page }, { name }) => {
        const alert = page.locator("main").getByRole("alert").filter({ hasText: "forbidden" }).first();
        try {
          await alert.waitFor({ timeout: 8000 });
          const told = await alert.innerText();
          for (const part of ["这里不归您办", "这一项只有县级可以看", "系统管理员"])
            if (!told.includes(part)) mute.push(`${name}: ${part}`);
          if ((await page.getByRole("navigation").count()) === 0) mute.push(`${name}: frame`);
        } catch {
          mute.push(name);
        }
      },
      {
        list: asking,
        begins: (person) =>
          answering(person, { status: 403, code: "forbidden", detail: "这一项只有县级可以看" }),
      },
    );
    expect(mute).toEqual([]);
  });
});

describe("a page whose network goes", () => {
  it("says of when it is, and that changes need a network", async () => {
    const { page, context, settled } = await s.as(s.who("county_clerk"));
    await page.goto("/cases?view=open");
    await page.locator("tr.active").waitFor();
    await settled();
    await context.setOffline(true);
    await page.getByText(/没有网络：下面是 \d\d-\d\d \d\d:\d\d 读到的。要改动或提交，需要网络。/).waitFor();
    await context.setOffline(false);
    await expect.poll(() => page.getByText("没有网络").count()).toBe(0);
  });
});
