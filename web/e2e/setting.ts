import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type Look, launch, open, type Person, signIn } from "./browser.ts";
import { type House, loginOf, serve } from "./house.ts";

/** One demo county and one browser for the tests of a file. */
export interface Setting {
  house: House;
  /** Signs somebody in, by login, in a browser of their own. */
  as: (login: string, look?: Look) => Promise<Person>;
  /** Somebody of a role in a place. */
  who: (role: string, place?: string) => string;
  /** A browser in which nobody has signed in. */
  stranger: (look?: Look) => Promise<Person>;
}

export function setting(): Setting {
  const people: Person[] = [];
  let browser: Browser;
  const s = {} as Setting;
  beforeAll(async () => {
    [s.house, browser] = await Promise.all([serve(), launch()]);
  });
  s.stranger = async (look) => {
    const person = await open(browser, s.house.base, look);
    people.push(person);
    return person;
  };
  const sessions = new Map<string, Awaited<ReturnType<Person["context"]["cookies"]>>>();
  s.as = async (login, look) => {
    const person = await s.stranger(look);
    const session = sessions.get(login);
    if (session) {
      await person.context.addCookies(session);
      await person.page.goto("/");
      await person.page.waitForURL((url) => url.pathname !== "/");
    } else {
      await signIn(person, login, s.house.password);
      sessions.set(login, await person.context.cookies());
    }
    return person;
  };
  s.who = (role, place) => loginOf(s.house, role, place);
  afterAll(async () => {
    await browser?.close();
    await s.house?.close();
    // Whatever a test looked at, no page may have complained or asked another host.
    expect(people.flatMap((p) => p.complaints)).toEqual([]);
    expect(people.flatMap((p) => p.foreign)).toEqual([]);
  });
  return s;
}
