import { describe, expect, it } from "vitest";
import type { Household } from "@/api/types";
import { asked, blankDraft } from "./asked";

const household = { code: "A", version: 7, members: [] } as unknown as Household;
const draft = (more: object) => ({ ...blankDraft("2025-03-03"), reason: " 入户核实 ", ...more });

describe("what is asked for", () => {
  it("carries the version that was seen, and nothing that its kind does not need", () => {
    const d = draft({
      kind: "leave",
      field: "phone",
      value: "1",
      leave: [1],
      code: "B",
      other: "C",
      member: 2,
    });
    expect(asked(d, ["on"], household, undefined)).toEqual({
      kind: "leave",
      version: 7,
      reason: "入户核实",
      on: "2025-03-03",
    });
  });

  it("of the household names no member", () => {
    const d = draft({ field: "address", value: " 寨脚1号 " });
    const body = asked(d, ["member", "fields"], household, undefined);
    expect(body.member).toBeUndefined();
    expect(body.fields).toEqual([{ field: "address", value: "寨脚1号" }]);
  });

  it("sends an ID number as a field, and a person without what is empty", () => {
    expect(
      asked(draft({ kind: "identify", member: 0, number: "1" }), ["member", "fields"], household, undefined)
        .fields,
    ).toEqual([{ field: "id_number", value: "1" }]);
    const birth = draft({ kind: "birth", person: { name: "甲", relation: "子", number: "" } });
    expect(asked(birth, ["on", "persons"], household, undefined).persons).toEqual([
      { name: "甲", relation: "子" },
    ]);
  });

  it("of a merge names both versions and whose member becomes what", () => {
    const other = { code: "B", version: 3, members: [] } as unknown as Household;
    const d = draft({ kind: "merge", other: "B", relations: { "other 0": "父母", "household 1": "子" } });
    const body = asked(d, ["on", "other", "relations"], household, other);
    expect(body.other_version).toBe(3);
    expect(body.relations).toEqual([
      { of: "other", member: 0, relation: "父母" },
      { of: "household", member: 1, relation: "子" },
    ]);
  });
});
