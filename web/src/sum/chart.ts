import type { Item } from "@/api/types";
import { numberOf } from "@/parts/format";

/**
 * A sum as bars against its line. Every amount is yuan. A bar goes from..to on one
 * axis that holds zero; the line is the thing promised or compared with.
 */
export interface Bar {
  name: string;
  label: string;
  /** Signed as in the sum; null where it was not known. */
  amount: number | null;
  from: number;
  to: number;
  tone: "income" | "spending" | "balance" | "rest";
  total: boolean;
  /** What is missing to the line, beside a total. */
  gap?: [number, number];
}

export interface Line {
  at: number;
  kind: "monitoring" | "drop" | "share" | "param";
  /** Operands as the page writes them: 8,700 × 4. */
  a: number;
  b: number;
}

export interface Chart {
  bars: Bar[];
  line: Line;
  /** The amount that is held against the line. */
  decides: number;
  /** Amounts that led to it, in the order of the sum. */
  net: number | null;
  rigid: number | null;
  persons: number | null;
  /** The ends of the axis: below zero only where a bar is. */
  min: number;
  max: number;
}

/** Facts that add to a household's income or take from it, as the package names them. */
const incomeParts = ["wage_income", "business_income", "property_income", "transfer_income"];
const costParts = ["business_cost"];
const rigidParts = ["medical_self_paid", "education_self_paid", "disaster_losses", "accident_losses"];

const last = (name: string) => name.slice(name.lastIndexOf(".") + 1);

class Amounts {
  readonly items: readonly Item[];
  constructor(items: readonly Item[]) {
    this.items = items;
  }
  item(name: string) {
    return this.items.find((i) => i.name === name);
  }
  value(name: string): number | null {
    const i = this.item(name);
    return i ? numberOf(i.value) : null;
  }
  parts(prefix: string, names: readonly string[]) {
    return names.flatMap((n) => this.items.filter((i) => i.name === (prefix ? `${prefix}.${n}` : n)));
  }
}

/** Labels of parts repeat the label of the whole (收入年度的收入·工资性收入); the last word is enough beside it. */
export const shortLabel = (label: string) => label.slice(label.lastIndexOf("·") + 1);

function bar(i: Item, amount: number | null, from: number, tone: Bar["tone"]): Bar {
  const to = from + (amount ?? 0);
  return {
    name: i.name,
    label: shortLabel(i.label),
    amount,
    from: Math.min(from, to),
    to: Math.max(from, to),
    tone,
    total: false,
  };
}

function total(label: string, name: string, amount: number, tone: Bar["tone"] = "balance"): Bar {
  return { name, label, amount, from: Math.min(0, amount), to: Math.max(0, amount), tone, total: true };
}

/** The bars of a household's income in a year, and its sum. */
function incomeBars(a: Amounts, prefix: string): Bar[] {
  const bars: Bar[] = [];
  let at = 0;
  for (const i of a.parts(prefix, incomeParts)) {
    const v = numberOf(i.value);
    bars.push(bar(i, v, at, "income"));
    at += v ?? 0;
  }
  for (const i of a.parts(prefix, costParts)) {
    const v = numberOf(i.value);
    bars.push(bar(i, v === null ? null : -v, at, "spending"));
    at -= v ?? 0;
  }
  return bars;
}

function rigidBars(a: Amounts, from: number, down: boolean): Bar[] {
  const bars: Bar[] = [];
  let at = from;
  for (const i of a.parts("", rigidParts)) {
    const v = numberOf(i.value);
    const signed = v === null ? null : down ? -v : v;
    bars.push(bar(i, signed, at, "spending"));
    at += signed ?? 0;
  }
  return bars;
}

function withGap(b: Bar, line: number): Bar {
  const end = b.amount ?? 0;
  return end < line ? { ...b, gap: [Math.max(0, end), line] } : b;
}

function chart(bars: Bar[], line: Line, rest: Pick<Chart, "decides" | "net" | "rigid" | "persons">): Chart {
  const max = Math.max(line.at, ...bars.map((b) => b.to), 1) * 1.06;
  const min = Math.min(0, ...bars.map((b) => b.from)) * 1.06;
  return { bars, line, min, max, ...rest };
}

/** The chart of a sum; null where it is not one of money against a line. */
export function chartOf(sum: readonly Item[]): Chart | null {
  const a = new Amounts(sum);
  const net = a.value("net_income");
  const rigid = a.value("rigid_costs");
  const perHead = a.value("monitoring_line");
  const persons = a.value("members");
  const netLabel = a.item("net_income")?.label ?? "";

  const share = a.value("rigid_share");
  if (share !== null && rigid !== null && net !== null) {
    const bars = [
      total(netLabel, "net_income", net),
      ...rigidBars(a, 0, false),
      total(a.item("rigid_costs")?.label ?? "", "rigid_costs", rigid, "spending"),
    ];
    return chart(
      bars,
      { at: share * net, kind: "share", a: net, b: share },
      { decides: rigid, net, rigid, persons },
    );
  }
  const earlier = a.value("earlier_net");
  const drop = a.value("income_drop_share");
  if (earlier !== null && drop !== null && net !== null) {
    const at = earlier * (1 - drop);
    const bars = [
      total(a.item("earlier_net")?.label ?? "", "earlier_net", earlier, "rest"),
      ...incomeBars(a, "latest_income"),
      withGap(total(netLabel, "net_income", net), at),
    ];
    return chart(
      bars,
      { at, kind: "drop", a: earlier, b: 1 - drop },
      { decides: net, net, rigid: null, persons },
    );
  }
  if (net !== null && perHead !== null && persons !== null && persons > 0) {
    const line: Line = { at: perHead * persons, kind: "monitoring", a: perHead, b: persons };
    const bars = incomeBars(a, "latest_income");
    if (rigid === null) {
      bars.push(withGap(total(netLabel, "net_income", net), line.at));
      return chart(bars, line, { decides: net, net, rigid: null, persons });
    }
    bars.push(total(netLabel, "net_income", net), ...rigidBars(a, net, true));
    bars.push(withGap(total("", "left", net - rigid), line.at));
    return chart(bars, line, { decides: net - rigid, net, rigid, persons });
  }
  return compared(a);
}

/** One amount against one parameter of money. */
function compared(a: Amounts): Chart | null {
  const medical = a.item("medical_self_paid");
  const income = a.value("rural_income_per_capita");
  if (medical && income !== null) {
    const lifted = a.item("under_care")?.value === "是";
    const share = a.value(lifted ? "medical_share_lifted" : "medical_share_general");
    const v = numberOf(medical.value);
    if (share === null || v === null) return null;
    return chart(
      [{ ...bar(medical, v, 0, "spending") }],
      { at: income * share, kind: "share", a: income, b: share },
      plain(v),
    );
  }
  const params = a.items.filter((i) => i.kind === "param");
  const facts = a.items.filter((i) => i.kind === "fact" && i.unit === "元" && numberOf(i.value) !== null);
  const [param, fact] = [params[0], facts[0]];
  if (params.length !== 1 || facts.length !== 1 || !param || !fact || param.unit !== "元") return null;
  const at = numberOf(param.value);
  const v = numberOf(fact.value);
  if (at === null || v === null) return null;
  return chart([bar(fact, v, 0, "spending")], { at, kind: "param", a: at, b: 1 }, plain(v));
}

const plain = (decides: number) => ({ decides, net: null, rigid: null, persons: null });

/** Items that say nothing beside the chart: the same amount under its inner name. */
export const inner = (i: Item) => last(i.name) === "net" || i.name === "losses";
