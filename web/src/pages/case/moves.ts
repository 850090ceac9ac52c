import type { Case, Me, Next } from "@/api/types";

/** What a person may do with a case, sorted by how it is offered. */
export interface Offered {
  /** The step forward; shown while blocked too, saying what is missing. */
  main: Next | null;
  /** Other ways on from here. */
  beside: Next[];
  /** Back, and out of the flow. */
  others: Next[];
}

const out = ["transferred", "ended"];
/** What declines a family is never the step that is offered first, however little is in its way. */
const declines = "refused";
/** Where a case rests: offered first where nothing blocks it, but no step on that waits for something. */
const rests = [declines, "closed_no_risk"];

export function offered(file: Case, me: Me): Offered {
  const order = new Map(me.flow.states.map((s, i) => [s.name, i]));
  const here = order.get(file.case.state) ?? 0;
  const away = (n: Next) =>
    out.includes(n.to) ||
    ((order.get(n.to) ?? 0) < here && n.move !== "answer" && n.move !== "monitor_again");
  const forward = file.next.filter((n) => !away(n));
  // What can be done again and again, as a visit that is written down, does not stand in the way of the step on.
  const onward = forward.filter((n) => n.to !== file.case.state);
  const steps = onward.filter((n) => n.to !== declines);
  const goesOn = (n: Next) =>
    !rests.includes(n.to) && me.flow.states.find((s) => s.name === n.to)?.final !== true;
  const near = (a: Next, b: Next) => (order.get(a.to) ?? 0) - (order.get(b.to) ?? 0);
  const main =
    steps.find((n) => n.blocks.length === 0) ??
    steps.filter(goesOn).sort(near)[0] ??
    steps[0] ??
    onward[0] ??
    // What stays where it is leads only where it can be done: a review of no refusal is nobody's next step.
    forward.find((n) => n.blocks.length === 0) ??
    null;
  const free = (n: Next) => Number(n.blocks.length > 0);
  return {
    main,
    beside: forward.filter((n) => n !== main).sort((a, b) => free(a) - free(b)),
    others: file.next.filter(away),
  };
}

/** Which section of the page settles what blocks a move. */
export function sectionFor(block: string): string {
  if (block.includes("照片")) return "photos";
  if (block.includes("命中")) return "hits";
  if (block.includes("授权")) return "members";
  if (block.includes("措施")) return "measures";
  if (block.includes("异议")) return "objections";
  if (block.includes("预警") || block.includes("数据")) return "why";
  return "timeline";
}
