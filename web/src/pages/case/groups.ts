import type { CaseEvent } from "@/api/types";

/** Acts that come in rows, as the consents of a family: one line for all of a day by one person. */
const gathered = ["authorisation", "alert", "hit", "measure"];

/** Events of the timeline, those that belong together in one group. */
export function groupsOf(events: readonly CaseEvent[]): CaseEvent[][] {
  const out: CaseEvent[][] = [];
  for (const e of events) {
    const last = out.at(-1)?.[0];
    const same =
      last && last.act === e.act && last.day === e.day && last.user === e.user && gathered.includes(e.act);
    if (same) out.at(-1)?.push(e);
    else out.push([e]);
  }
  return out;
}
