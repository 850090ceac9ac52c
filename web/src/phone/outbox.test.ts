import { describe, expect, it } from "vitest";
import type { Case } from "@/api/types";
import { bothSides, daysLeft, insisted, mayStill, type Waiting } from "./outbox";
import { keepDays, tooOld } from "./vault";

/** A form in conflict: the family was visited by others while it lay in the phone. */
const form: Waiting = {
  id: 7,
  head: "石甲子",
  move: "visit",
  version: 3,
  form: { food: "不愁", conclusion: "没有风险" },
  asks: [
    { name: "food", label: "吃" },
    { name: "clothes", label: "穿" },
    { name: "conclusion", label: "综合研判" },
  ],
  draft: "dixian.visit.1.7",
  at: "2025-03-03T08:00:00Z",
  state: "conflict",
  says: [],
  theirs: null,
};

const theirs = (act: string, answers: Record<string, string>, next: string[]) =>
  ({
    case: { version: 5 },
    events: [
      { act: "dispatch", form: [] },
      { act, form: Object.entries(answers).map(([name, value]) => ({ name, value })) },
    ],
    next: next.map((move) => ({ move })),
  }) as unknown as Case;

describe("both sides of a conflict", () => {
  it("differ where the answers do, and leave out what neither has", () => {
    const w = { ...form, theirs: theirs("visit", { food: "有困难", conclusion: "没有风险" }, []) };
    expect(bothSides(w)).toEqual([
      { name: "food", label: "吃", mine: "不愁", theirs: "有困难", differs: true, takes: false },
      {
        name: "conclusion",
        label: "综合研判",
        mine: "没有风险",
        theirs: "没有风险",
        differs: false,
        takes: false,
      },
    ]);
  });
  it("are not compared with the form of another step", () => {
    const w = { ...form, theirs: theirs("compare", { food: "有困难" }, []) };
    expect(bothSides(w).map((b) => b.theirs)).toEqual(["", ""]);
  });
});

describe("the phone's side", () => {
  it("cannot be handed in once the step is behind the case, nor while nobody knows", () => {
    expect(mayStill({ ...form, theirs: theirs("visit", {}, ["compare"]) })).toBe(false);
    expect(mayStill(form)).toBe(false);
  });
  it("is handed in against the version that was looked at, with its own answers and age", () => {
    const w = { ...form, theirs: theirs("authorise", {}, ["visit"]) };
    expect(mayStill(w)).toBe(true);
    expect(insisted(w)).toEqual({ ...form, version: 5, state: "waiting" });
  });
});

describe("a conflict settled question by question", () => {
  const asks = [
    { name: "food", type: "code" },
    { name: "clothes", type: "lines" },
    { name: "conclusion", type: "text" },
  ];
  const other = (answers: Record<string, string>) => {
    const t = theirs("visit", answers, ["visit"]);
    return { ...form, theirs: { ...t, next: t.next.map((n) => ({ ...n, asks })) } as Case };
  };
  it("takes the system's answer where it was chosen, and the phone's everywhere else", () => {
    const w = other({ food: "有困难", conclusion: "有风险" });
    expect(insisted(w, ["food"]).form).toEqual({ food: "有困难", conclusion: "没有风险" });
    expect(insisted(w).form).toEqual(form.form);
  });
  it("never takes lines that are told as words, a masked name, or an answer that is not there", () => {
    const w = other({ clothes: "外出务工 · 收入 100 元", conclusion: "杨**" });
    expect(bothSides(w).filter((b) => b.takes)).toEqual([]);
    expect(insisted(w, ["food", "clothes", "conclusion"]).form).toEqual(form.form);
  });
});

describe("what has lain in the phone", () => {
  const day = 86_400_000;
  const written = Date.parse(form.at);
  it("goes after fourteen days and not before; what has no time goes at once", () => {
    expect(tooOld(form.at, written + keepDays * day)).toBe(false);
    expect(tooOld(form.at, written + keepDays * day + 1)).toBe(true);
    expect(tooOld("", written)).toBe(true);
  });
  it("is counted down by its oldest form", () => {
    const newer = { ...form, id: 8, at: "2025-03-10T08:00:00Z" };
    expect(daysLeft([], written)).toBeNull();
    expect(daysLeft([newer, form], written + 11 * day)).toBe(3);
    expect(daysLeft([form], written + 20 * day)).toBe(0);
  });
});
