import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import type { CaseRow } from "@/api/types";
import { deadline, publicityLeft } from "./deadline";

/** Words as their key with the values behind it. */
const t = ((key: string, values?: Record<string, unknown>) =>
  [key, ...Object.values(values ?? {})].join(" ")) as unknown as TFunction;

const today = "2026-11-18";
const row = (more: Partial<CaseRow>) =>
  ({
    state: "dispatched",
    state_since: "2026-11-14",
    due_on: "2026-11-22",
    days_left: 4,
    light: "in_time",
    posted_on: "",
    paused_on: "",
    ...more,
  }) as CaseRow;

const chip = (more: Partial<CaseRow>, final = false) => deadline(row(more), today, final, t);

describe("the chip of a deadline", () => {
  it("says that a limit has passed, and by how much", () => {
    expect(chip({ light: "late", days_left: -3, due_on: "2026-11-15" })).toEqual({
      mark: "late",
      tone: "late",
      words: "work.late 3",
      gone: 1,
    });
  });
  it("is past half on the last day, whatever the light", () => {
    expect(chip({ days_left: 0, due_on: today })).toMatchObject({
      mark: "past_half",
      words: "work.dueToday",
    });
  });
  it("tells the days left, and how much has gone", () => {
    expect(chip({})).toEqual({ mark: "in_time", tone: "calm", words: "work.left 4", gone: 0.5 });
  });
  it("shows a sliver on the first day", () => {
    expect(chip({ state_since: today }).gone).toBe(0.02);
  });
  it("stands still from the day it was stopped", () => {
    expect(chip({ light: "paused", paused_on: "2026-11-16" })).toMatchObject({
      mark: "waiting",
      words: "work.paused",
      gone: 0.25,
    });
  });
  it("says what must still hang, not what is left", () => {
    expect(chip({ state: "publicity", posted_on: "2026-11-16" })).toMatchObject({
      mark: "waiting",
      tone: "wait",
      words: "work.mustHang 4",
    });
  });
  it("counts down again once the publicity may end", () => {
    expect(chip({ state: "publicity", posted_on: "2026-11-12" }).words).toBe("work.left 4");
  });
  it("has no bar without a limit, nor when all is done", () => {
    expect(chip({ light: "none", days_left: null, due_on: "" }).gone).toBeNull();
    expect(chip({}, true)).toMatchObject({ mark: "done", gone: null });
  });
});

describe("the days a publicity must still hang", () => {
  it("are five full ones behind the day of posting", () => {
    expect(publicityLeft({ state: "publicity", posted_on: today }, today)).toBe(6);
    expect(publicityLeft({ state: "publicity", posted_on: "2026-11-12" }, today)).toBeNull();
  });
  it("are none in a state in which nothing hangs", () => {
    expect(publicityLeft({ state: "town_review", posted_on: today }, today)).toBeNull();
  });
});
