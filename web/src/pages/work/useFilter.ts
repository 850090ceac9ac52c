import { useSearchParams } from "react-router";
import type { CaseFilter } from "@/api/cases";
import type { Me } from "@/api/types";
import { myStates } from "@/app/roles";
import { statesOf, type ViewName, viewNames } from "./views";

export interface Filter {
  view: ViewName;
  /** One state of the view, or none. */
  state: string;
  under: string;
  urgency: string;
  rule: string;
  late: boolean;
  q: string;
}

/** The filter of the work list; it lives in the URL, so a link shows what its sender saw. */
export function useFilter(me: Me): [Filter, (change: Partial<Filter>) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get("view") ?? "";
  const fallback = myStates(me).length > 0 ? "mine" : "open";
  const view =
    asked === "all" || (viewNames as readonly string[]).includes(asked) ? (asked as ViewName) : fallback;
  const filter: Filter = {
    view,
    state: params.get("state") ?? "",
    under: params.get("under") ?? "",
    urgency: params.get("urgency") ?? "",
    rule: params.get("rule") ?? "",
    late: params.get("late") === "1",
    q: params.get("q") ?? "",
  };
  const change = (c: Partial<Filter>) => {
    const next = { ...filter, ...c };
    if (c.view !== undefined && c.view !== filter.view) next.state = "";
    const out = new URLSearchParams();
    for (const [name, value] of Object.entries(next)) {
      if (value) out.set(name, value === true ? "1" : String(value));
    }
    setParams(out);
  };
  return [filter, change];
}

/** The filter as the server asks for it. */
export function asked(f: Filter, me: Me): CaseFilter {
  const states = f.state ? [f.state] : statesOf(f.view, me);
  return {
    state: states.join(","),
    under: f.under,
    urgency: f.urgency,
    rule: f.rule,
    late: f.late || f.view === "late",
    q: f.q,
  };
}
