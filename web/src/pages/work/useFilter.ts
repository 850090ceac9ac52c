import { useSearchParams } from "react-router";
import type { CaseFilter } from "@/api/cases";
import type { Me } from "@/api/types";
import { myStates } from "@/app/roles";
import { isView, statesOf, type ViewName } from "./views";

/** Conditions that numbers of boards carry, by their names in the URL and at the server. */
export const boardFilters = [
  "alerted",
  "helped",
  "risk",
  "main_risk",
  "opened",
  "decided",
  "cleared",
  "became",
  "raised",
  "missed",
  "as_of",
] as const;

/** None of them. */
export const noBoard = Object.fromEntries(boardFilters.map((name) => [name, ""])) as BoardFilter;

type BoardFilter = Record<(typeof boardFilters)[number], string>;

export interface Filter extends BoardFilter {
  view: ViewName;
  /** One state of the view, or none. */
  state: string;
  under: string;
  urgency: string;
  rule: string;
  check: string;
  late: boolean;
  q: string;
}

/** The filter that a URL asks for. */
export function filterOf(params: URLSearchParams, me: Me): Filter {
  const asked = params.get("view") ?? "";
  const fallback = myStates(me).length > 0 ? "mine" : "open";
  const view = isView(asked) ? asked : fallback;
  const ofBoards = Object.fromEntries(boardFilters.map((name) => [name, params.get(name) ?? ""]));
  return {
    ...(ofBoards as BoardFilter),
    view,
    state: params.get("state") ?? "",
    under: params.get("under") ?? "",
    urgency: params.get("urgency") ?? "",
    rule: params.get("rule") ?? "",
    check: params.get("check") ?? "",
    late: params.get("late") === "1",
    q: params.get("q") ?? "",
  };
}

/** The filter of the work list; it lives in the URL, so a link shows what its sender saw. */
export function useFilter(me: Me): [Filter, (change: Partial<Filter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params, me);
  const change = (c: Partial<Filter>) => {
    const next = { ...filter, ...c };
    if (c.view !== undefined && c.view !== filter.view)
      Object.assign(next, { state: "", ...noBoard, as_of: filter.as_of });
    const out = new URLSearchParams();
    for (const [name, value] of Object.entries(next)) {
      if (value) out.set(name, value === true ? "1" : String(value));
    }
    setParams(out);
  };
  return [filter, change];
}

/** Nothing is mine where no state waits for my role; all states must not stand in for none. */
export const isNobodys = (f: Filter, me: Me) => f.view === "mine" && myStates(me).length === 0;

/** The filter as the server asks for it. */
export function asked(f: Filter, me: Me): CaseFilter {
  const states = f.state ? [f.state] : statesOf(f.view, me);
  const { view, state: _, late, ...same } = f;
  return {
    ...same,
    state: states.join(","),
    late: late || view === "late",
  };
}
