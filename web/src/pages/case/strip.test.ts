import { describe, expect, it } from "vitest";
import type { Case } from "@/api/types";
import { stripOf } from "./strip";

const step = (state: string, latest_start: string) => ({
  state,
  label: state,
  limit: 1,
  unit: "days" as const,
  latest_start,
});

/** A case dispatched on the 12th, due as a whole on the 27th. */
function file(state: string, since: string, extra: Partial<Case["case"]> = {}): Pick<Case, "case" | "clock"> {
  const c = { state, state_since: since, posted_on: "", light: "in_time", ...extra } as Case["case"];
  return {
    case: c,
    clock: {
      t0: "2026-11-12",
      ask_again_on: "",
      visit_due_on: "",
      state_since: since,
      due_on: "",
      whole_due_on: "2026-11-27",
      light: c.light,
      days_left: 1,
      provisional: false,
      paused_on: "",
      pause_reason: "",
      steps: [
        step("dispatched", "2026-11-12"),
        step("visited", "2026-11-15"),
        step("comparing", "2026-11-18"),
        step("meeting", "2026-11-19"),
        step("publicity", "2026-11-20"),
        step("town_review", "2026-11-26"),
        step("county_decision", "2026-11-27"),
      ],
    },
  };
}

describe("the strip of days", () => {
  it("is not there before the dispatch, nor once the household is monitored", () => {
    expect(
      stripOf(
        { ...file("triage", "2026-11-12"), clock: { ...file("triage", "").clock, t0: "" } },
        "2026-11-13",
      ),
    ).toBeNull();
    expect(stripOf(file("monitored", "2026-11-26"), "2026-11-27")).toBeNull();
  });
  it("has a column for the day of the dispatch and each of the fifteen behind it", () => {
    const s = stripOf(file("dispatched", "2026-11-12"), "2026-11-13");
    expect(s?.days).toHaveLength(16);
    expect(s?.days.at(-1)).toBe("2026-11-27");
    expect([s?.gone, s?.whole]).toEqual([1, 15]);
  });
  it("lets what is ahead last until the step behind it must begin", () => {
    const s = stripOf(file("visited", "2026-11-13"), "2026-11-14");
    expect(s?.blocks.map((b) => [b.state, b.from, b.to])).toEqual([
      ["done", 0, 1],
      ["visited", 1, 3],
      ["comparing", 3, 7],
      ["meeting", 7, 8],
      ["publicity", 8, 14],
      ["town_review", 14, 15],
      ["county_decision", 15, 16],
    ]);
  });
  it("keeps the posting day and five full days together", () => {
    const hang = stripOf(file("visited", "2026-11-13"), "2026-11-14")?.blocks.find((b) => b.kind === "hang");
    expect((hang?.to ?? 0) - (hang?.from ?? 0)).toBe(6);
  });
  it("covers the publicity that runs to its last full day", () => {
    const s = stripOf(file("publicity", "2026-11-18", { posted_on: "2026-11-18" }), "2026-11-19");
    expect(s?.blocks[1]).toMatchObject({ state: "publicity", from: 6, to: 12, kind: "wait" });
  });
  it("says by how many days the whole will be late", () => {
    expect(stripOf(file("comparing", "2026-11-18"), "2026-11-21")?.behind).toBe(2);
    expect(stripOf(file("comparing", "2026-11-18"), "2026-11-19")?.behind).toBe(0);
  });
  it("grows beyond the last day when that has passed", () => {
    const s = stripOf(file("county_decision", "2026-11-27", { light: "late" }), "2026-11-29");
    expect(s?.days.at(-1)).toBe("2026-11-29");
    expect(s?.blocks.at(-1)).toMatchObject({ kind: "late", to: 18 });
    expect(s?.behind).toBe(2);
  });
});
