import type { Case, Item, Me, Next, VisitDue } from "@/api/types";
import type { Answers } from "@/forms/answers";
import { numberOf } from "@/parts/format";

/**
 * What the departments' data say about questions of the form: shown beside them and
 * filled in where nothing is written yet, never in the judgement.
 */
export function knownOf(file: Case): Record<string, number> {
  const items = file.why.filter((w) => !w.gone).flatMap((w) => w.sum);
  const value = (name: string): number | null => {
    const i: Item | undefined = items.find((x) => x.name === name);
    return i ? numberOf(i.value) : null;
  };
  const sum = (...parts: [string, number][]): number | null => {
    const values = parts.map(([name, sign]) => ({ v: value(name), sign })).filter((x) => x.v !== null);
    return values.length === 0 ? null : values.reduce((n, x) => n + (x.v ?? 0) * x.sign, 0);
  };
  const found: Record<string, number | null> = {
    income_wage: value("latest_income.wage_income"),
    income_business: sum(["latest_income.business_income", 1], ["latest_income.business_cost", -1]),
    income_transfer: sum(["latest_income.property_income", 1], ["latest_income.transfer_income", 1]),
    rigid_spending: value("rigid_costs") ?? value("medical_self_paid"),
  };
  return Object.fromEntries(Object.entries(found).filter((e): e is [string, number] => e[1] !== null));
}

/**
 * What a new form begins with: what the data know, and what the last visit was told.
 * A sum that is told line by line stands beside its question only.
 */
export function firstAnswers(file: Case, move: Next, me: Me, due?: VisitDue): Answers {
  const single = new Set(move.asks.filter((a) => a.type === "money").map((a) => a.name));
  const known = Object.entries(knownOf(file))
    .filter(([k]) => single.has(k))
    .map(([k, v]): [string, string] => [k, Number.isInteger(v) ? String(v) : v.toFixed(2)]);
  const told = due?.move === move.move ? due.known.map((a): [string, string] => [a.name, a.value]) : [];
  const asked = new Set(move.asks.map((a) => a.name));
  const all: [string, string][] = [["visited_on", me.today], ["visitor_1", me.user.name], ...known, ...told];
  return Object.fromEntries(all.filter(([name]) => asked.has(name)));
}

/** Whether an amount is so far from what is known that a digit may be missing. */
export function farOff(written: string, known: number | undefined): boolean {
  const n = numberOf(written);
  if (known === undefined || n === null) return false;
  const [low, high] = [Math.min(n, known), Math.max(n, known)];
  return high >= 1000 && low < high / 3;
}
