import { describe, expect, it } from "vitest";
import type { Case, Me, Next } from "@/api/types";
import { offered, sectionFor } from "./moves";

const states = [
  "triage",
  "dispatched",
  "visited",
  "closed_no_risk",
  "comparing",
  "refused",
  "watch",
  "transferred",
  "ended",
];
const me = {
  flow: { states: states.map((name) => ({ name, final: /transferred|ended/.test(name) })) },
} as Me;
const next = (move: string, to: string, ...blocks: string[]) => ({ move, to, blocks }) as Next;
const at = (state: string, ...list: Next[]) =>
  offered({ case: { state }, next: list } as unknown as Case, me);

describe("what is offered", () => {
  it("is nothing where the reader may do nothing", () => {
    expect(at("visited")).toEqual({ main: null, beside: [], others: [] });
  });
  it("is first the step forward that nothing blocks", () => {
    const o = at(
      "visited",
      next("close_no_risk", "closed_no_risk", "入户核查认为有风险"),
      next("compare", "comparing"),
    );
    expect([o.main?.move, o.beside.map((n) => n.move)]).toEqual(["compare", ["close_no_risk"]]);
  });
  it("is a blocked step where all are, so that it can say what is missing", () => {
    expect(at("visited", next("compare", "comparing", "还有命中没有核实")).main?.move).toBe("compare");
  });
  it("is never a refusal while a step on is only waiting for something", () => {
    const o = at(
      "visited",
      next("close_no_risk", "closed_no_risk", "入户核查认为有风险"),
      next("back_to_watch", "watch", "不在回访期内"),
      next("refuse_at_town", "refused"),
      next("compare", "comparing", "还有命中没有核实"),
    );
    expect([o.main?.move, o.beside.map((n) => n.move)]).toEqual([
      "compare",
      ["refuse_at_town", "close_no_risk", "back_to_watch"],
    ]);
  });
  it("is to close where the visit found no risk", () => {
    const o = at(
      "visited",
      next("close_no_risk", "closed_no_risk"),
      next("compare", "comparing", "入户核查认为没有风险"),
    );
    expect(o.main?.move).toBe("close_no_risk");
  });
  it("is a refusal where nothing else leads on", () => {
    expect(at("visited", next("refuse_at_town", "refused")).main?.move).toBe("refuse_at_town");
  });
  it("is a blocked step on rather than what leaves the case where it is", () => {
    const o = at("visited", next("note", "visited"), next("compare", "comparing", "还有命中没有核实"));
    expect([o.main?.move, o.beside.map((n) => n.move)]).toEqual(["compare", ["note"]]);
  });
  it("is nothing that stays where it is and is blocked: the visit of a watch leads, a review of no refusal does not", () => {
    const review = next("ask_review_in_watch", "watch", "没有不予纳入");
    expect(at("watch", review).main).toBeNull();
    expect(at("watch", review, next("watch_visit", "watch")).main?.move).toBe("watch_visit");
  });
  it("keeps the way back and the ways out behind", () => {
    const o = at(
      "visited",
      next("revisit", "dispatched"),
      next("compare", "comparing"),
      next("transfer", "transferred"),
      next("end", "ended"),
    );
    expect([o.main?.move, o.others.map((n) => n.move)]).toEqual(["compare", ["revisit", "transfer", "end"]]);
  });
});

it.each([
  ["还有命中没有核实，逐条核实后才能进入评议", "hits"],
  ["还有成年人没有签授权书", "members"],
  ["还没有一项措施落实", "measures"],
  ["还有异议没有处理完", "objections"],
  ["还有预警没有消除", "why"],
  ["公示没有满五个整日", "timeline"],
])("%s is settled in the section %s", (block, section) => {
  expect(sectionFor(block)).toBe(section);
});
