import type { Case, Me } from "@/api/types";

/** Acts that are no moves of the workflow: they stop and start clocks, lift a block, and come from above. */
export type LifeAct = "pause" | "resume" | "lift" | "supervise" | "reopen";

const town = ["town_clerk", "town_head", "county_clerk", "county_head"];
const village = ["village_cadre", "village_team", ...town];
const above = ["city", "province"];

/** The states in which clearing is asked for or on its way. */
const clearable = /^(monitored|clear_)/;
/** Closed records that go on nowhere else. */
const closed = ["settled", "closed_no_risk", "refused", "ended"];
export const atDesk = ["triage", "asked_back"];

/** Why a clock may be stopped by hand; an objection stops it by itself. */
export const pauses = ["灾害", "本户意愿"] as const;

const has = (me: Me, roles: readonly string[]) => me.user.grants.some((g) => roles.includes(g.role));

/** For what a person may stop the clock: a household's own wish is taken by the village, a disaster by the town. */
export const mayPauseFor = (me: Me) => (has(me, town) ? [...pauses] : [pauses[1]]);

/** For what the clock stands that a person may end. */
export const stopped = ({ clock }: Case) =>
  pauses.filter((why) => clock.pause_reason.split("、").includes(why));

/** What a person may do with a case beside its moves. */
export function lifeActs(file: Case, me: Me): LifeAct[] {
  const { case: c, clock } = file;
  const out: LifeAct[] = [];
  if (has(me, above) && closed.includes(c.state)) out.push("reopen");
  const final = me.flow.states.find((s) => s.name === c.state)?.final ?? false;
  if (has(me, above) && !final) out.push("supervise");
  if (final || c.state === "refused") return out;
  const runs = clock.due_on !== "" || clock.whole_due_on !== "";
  if (has(me, village) && runs && !atDesk.includes(c.state)) out.push("pause");
  if (has(me, village) && stopped(file).length > 0) out.push("resume");
  if (has(me, above) && clearable.test(c.state)) out.push("lift");
  return out;
}
