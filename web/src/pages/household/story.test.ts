import { describe, expect, it } from "vitest";
import type { HouseholdPage } from "@/api/registry";
import { storyOf } from "./story";

const empty = {
  household: {},
  counted: [],
  past: [],
  links: [],
  cases: [],
  alerts: [],
  measures: [],
  visits: [],
  revisions: [],
} as unknown as HouseholdPage;

const page = (parts: object) => ({ ...empty, ...parts }) as HouseholdPage;
const days = (p: HouseholdPage) => storyOf(p).map((e) => `${e.day} ${e.kind}`);

describe("what is known of a household", () => {
  it("is nothing where nothing is recorded", () => expect(storyOf(empty)).toEqual([]));

  it("stands newest first, whatever it is; on one day the case before what hangs on it", () => {
    const found = days(
      page({
        cases: [{ id: 3, opened_on: "2025-03-01", channel: "部门预警", state_label: "待研判" }],
        alerts: [
          { case: 3, is: { id: 8, raised_on: "2025-03-01", label: "未参加基本医保", says: "", gone: false } },
        ],
        visits: [{ case: 3, day: "2025-03-04", label: "入户核查", reason: "", name: "甲", form: [] }],
        links: [{ kind: "split", from: "A", to: "B", label: "分户", on: "2024-01-02" }],
      }),
    );
    expect(found).toEqual(["2025-03-04 visit", "2025-03-01 case", "2025-03-01 alert", "2024-01-02 registry"]);
  });

  it("leaves out what has no day rather than giving it one", () => {
    expect(days(page({ past: [{ name: "乙", until: "", how: "迁出" }] }))).toEqual([]);
  });
});
