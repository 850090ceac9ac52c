import type { Me } from "@/api/types";

/** What a role may see; the server decides, pages only leave out what it would refuse. */
const caseRoles = [
  "village_cadre",
  "village_team",
  "town_clerk",
  "town_head",
  "county_clerk",
  "county_head",
  "city",
  "province",
];
const workRoles = caseRoles.slice(0, 6);
const townUp = caseRoles.slice(2, 6);

const may = (roles: readonly string[]) => (me: Me) => me.user.grants.some((g) => roles.includes(g.role));

export const mayCount = may([...caseRoles, "analyst"]);
export const maySeeCases = may(caseRoles);
export const mayWork = may(workRoles);
export const maySettle = may(townUp);
export const mayUnmask = may([...townUp, "city", "province"]);
export const maySeePrecision = may([...townUp, "city", "province", "analyst"]);
export const mayLoad = may(["county_clerk", "county_head"]);
export const mayAnswer = (me: Me) => me.user.grants.some((g) => g.role === "department" && g.owner !== "");
export const mayDeliver = (me: Me) => mayLoad(me) || mayAnswer(me);
export const maySetParameters = may(["county_clerk", "county_head", "city", "province"]);
export const mayOversee = may([...townUp, "city", "province"]);
export const mayLock = may(["county_clerk", "county_head", "city", "province"]);
export const mayDraw = may(["city", "province"]);
export const mayEvaluate = may(["evaluator"]);
export const mayLift = may(["city", "province"]);
export const mayManageUsers = may(["sysadmin"]);
export const mayKeepKeys = may(["secadmin"]);
export const maySeeHolidays = may(["county_clerk", "county_head", "sysadmin", "secadmin", "auditor"]);
export const mayAudit = may(["auditor"]);

/** The roles of a person. */
export const rolesOf = (me: Me) => [...new Set(me.user.grants.map((g) => g.role))];

/** States whose next step is for one of a person's roles, or for one that they have in another's place. */
export const myStates = (me: Me) =>
  me.flow.states
    .filter(
      (s) =>
        !s.final && s.owners.some((o) => [...me.user.grants, ...me.user.standing].some((g) => g.role === o)),
    )
    .map((s) => s.name);

/** Where a person begins the day. */
export function firstPage(me: Me): string {
  if (mayWork(me)) return "/cases";
  if (mayCount(me)) return "/overview";
  if (mayManageUsers(me)) return "/users";
  if (mayKeepKeys(me)) return "/keys";
  if (mayAudit(me)) return "/audit";
  if (mayEvaluate(me)) return "/samples";
  if (mayAnswer(me)) return "/inbox";
  return "/none";
}
