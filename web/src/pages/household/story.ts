import type { HouseholdPage } from "@/api/registry";
import type { Answer } from "@/api/types";

export const storyKinds = ["case", "alert", "visit", "measure", "registry"] as const;
export type StoryKind = (typeof storyKinds)[number];

/** Something that is known of a household, with its day. */
export interface Entry {
  key: string;
  day: string;
  kind: StoryKind;
  /** What its title is made of: a name of the words of the page, or a word of the plan. */
  title: { word?: "opened" | "left" | "linked"; text: string; how?: string; from?: string; to?: string };
  says: string[];
  by: string;
  /** Of the case that it hangs on; 0: none. */
  of: number;
  /** Of the change request that it came of; 0: none. */
  change: number;
  /** The data no longer say so. */
  gone: boolean;
  answers: Answer[];
  differences: HouseholdPage["revisions"][number]["differences"];
}

const blank = { says: [], by: "", of: 0, change: 0, gone: false, answers: [], differences: [] };

const order = (e: Entry) => storyKinds.indexOf(e.kind);

/** All that is known of a household, newest first; what has no day is left out, it stands in its own list. */
export function storyOf(page: HouseholdPage): Entry[] {
  const entries: Entry[] = [
    ...page.cases.map((c) => ({
      ...blank,
      key: `case ${c.id}`,
      day: c.opened_on,
      kind: "case" as const,
      title: { word: "opened" as const, text: c.channel },
      says: [c.state_label],
      of: c.id,
    })),
    ...page.alerts.map(({ case: of, is }) => ({
      ...blank,
      key: `alert ${is.id}`,
      day: is.raised_on,
      kind: "alert" as const,
      title: { text: is.label },
      says: [is.says].filter(Boolean),
      of,
      gone: is.gone,
    })),
    ...page.visits.map((v, i) => ({
      ...blank,
      key: `visit ${v.case} ${i}`,
      day: v.day,
      kind: "visit" as const,
      title: { text: v.label },
      says: [v.reason].filter(Boolean),
      by: v.name,
      of: v.case,
      answers: v.form,
    })),
    ...page.measures.map(({ case: of, is }) => ({
      ...blank,
      key: `measure ${is.id}`,
      day: is.from,
      kind: "measure" as const,
      title: { text: is.class },
      says: [is.kind, is.owner].filter(Boolean),
      by: is.person,
      of,
    })),
    ...page.revisions.map((r) => ({
      ...blank,
      key: `revision ${r.version}`,
      day: r.at.slice(0, 10),
      kind: "registry" as const,
      title: { text: r.why },
      by: r.name,
      change: r.change,
      differences: r.differences,
    })),
    ...page.past.map((s, i) => ({
      ...blank,
      key: `past ${i}`,
      day: s.until,
      kind: "registry" as const,
      title: { word: "left" as const, text: s.name, how: s.how },
    })),
    ...page.links.map((l) => ({
      ...blank,
      key: `link ${l.kind} ${l.from} ${l.to}`,
      day: l.on,
      kind: "registry" as const,
      title: { word: "linked" as const, text: l.label, from: l.from, to: l.to },
    })),
  ];
  return entries
    .filter((e) => e.day !== "")
    .sort((a, b) => b.day.localeCompare(a.day) || order(a) - order(b) || a.key.localeCompare(b.key));
}
