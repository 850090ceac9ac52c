import type { Me } from "@/api/types";
import { myStates } from "@/app/roles";

/** The saved views of the work list: groups of states along the way of a case. */
export const viewNames = [
  "mine",
  "late",
  "open",
  "triage",
  "visit",
  "compare",
  "publicity",
  "decision",
  "monitored",
  "clearing",
  "ended",
] as const;

/** Views that only a number opens: everything, what is on the way to a decision, the list of the monitored. */
const openedViews = ["all", "underway", "listed"] as const;

export type ViewName = (typeof viewNames)[number] | (typeof openedViews)[number];

/** Whether a word of the URL is a view. */
export const isView = (word: string): word is ViewName =>
  [...viewNames, ...openedViews].some((v) => v === word);

const groups: Partial<Record<ViewName, string[]>> = {
  triage: ["triage", "asked_back"],
  visit: ["dispatched"],
  compare: ["visited", "comparing"],
  publicity: ["meeting", "publicity"],
  decision: ["town_review", "county_decision"],
  monitored: ["monitored", "rolled_back"],
  clearing: [
    "clear_applied",
    "clear_visited",
    "clear_meeting",
    "clear_publicity",
    "clear_town_review",
    "clear_county_decision",
    "cleared",
    "watch",
  ],
};

/** The states of a view, in the order of the workflow; `all` has none to name. */
export function statesOf(view: ViewName, me: Me): string[] {
  if (view === "all") return [];
  if (view === "mine") return myStates(me);
  if (view === "ended") return me.flow.states.filter((s) => s.final).map((s) => s.name);
  const inGroups = (...groups: string[]) =>
    me.flow.states.filter((s) => groups.includes(s.group)).map((s) => s.name);
  if (view === "underway") return inGroups("desk", "way");
  if (view === "listed") return inGroups("listed");
  if (view === "open" || view === "late") return me.flow.states.filter((s) => !s.final).map((s) => s.name);
  const known = new Set(me.flow.states.map((s) => s.name));
  return (groups[view] ?? []).filter((s) => known.has(s));
}

/** The view that a state is at home in, for links from counts. */
export function viewOf(state: string, me: Me): ViewName {
  const home = viewNames.find(
    (v) => v !== "mine" && v !== "open" && v !== "late" && statesOf(v, me).includes(state),
  );
  return home ?? "open";
}
