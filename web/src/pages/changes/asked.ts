import type { ChangeAsked, Field, PersonAsked } from "@/api/registry";
import type { Household } from "@/api/types";

/** What somebody has filled in so far. */
export interface Draft {
  kind: string;
  on: string;
  reason: string;
  /** Place among the members; -1: the household. */
  member: number;
  field: string;
  value: string;
  person: PersonAsked;
  leave: number[];
  other: string;
  code: string;
  number: string;
  /** What members are to the head from now on, where that changes: "household 0" → 配偶. */
  relations: Record<string, string>;
}

export const blankDraft = (today: string): Draft => ({
  kind: "correct",
  on: today,
  reason: "",
  member: -1,
  field: "",
  value: "",
  person: { name: "", relation: "" },
  leave: [],
  other: "",
  code: "",
  number: "",
  relations: {},
});

/** The request of a draft, with what its kind needs and nothing else. */
export function asked(
  d: Draft,
  needs: string[],
  household: Household,
  other: Household | undefined,
): ChangeAsked {
  const has = (need: string) => needs.includes(need);
  const person = Object.fromEntries(
    Object.entries(d.person).filter(([, v]) => v !== ""),
  ) as unknown as PersonAsked;
  const relations = Object.entries(d.relations).map(([whose, relation]) => {
    const [of, member] = whose.split(" ");
    return {
      of: of === "other" ? ("other" as const) : ("household" as const),
      member: Number(member),
      relation,
    };
  });
  const fields =
    d.kind === "identify"
      ? [{ field: "id_number", value: d.number.trim() }]
      : d.field
        ? [{ field: d.field, value: d.value.trim() }]
        : [];
  return {
    kind: d.kind,
    version: household.version,
    reason: d.reason.trim(),
    ...(has("on") && { on: d.on }),
    ...(has("member") && d.member >= 0 && { member: d.member }),
    ...(has("fields") && fields.length > 0 && { fields }),
    ...(has("persons") && { persons: [person] }),
    ...(has("members") && { members: d.leave }),
    ...(has("other") && d.other.trim() !== "" && { other: d.other.trim() }),
    ...(has("other") && other && { other_version: other.version }),
    ...(has("code") && { code: d.code.trim() }),
    ...(has("relations") && relations.length > 0 && { relations }),
  };
}

/** A field by its key. */
export const fieldOf = (fields: Field[], key: string) => fields.find((f) => f.field === key);
