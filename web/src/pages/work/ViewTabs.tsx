import type { Me, Overview } from "@/api/types";
import { myStates } from "@/app/roles";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import type { Filter } from "./useFilter";
import "@/parts/tabs.css";
import { statesOf, type ViewName, viewNames } from "./views";

interface Props {
  me: Me;
  overview: Overview | undefined;
  filter: Filter;
  change: (c: Partial<Filter>) => void;
}

/** How many cases a view has. */
export function countOf(view: ViewName, me: Me, overview: Overview): number {
  const states = statesOf(view, me);
  return overview.states
    .filter((s) => states.includes(s.state))
    .reduce((n, s) => n + (view === "late" ? s.late : s.count), 0);
}

/** The saved views, each with its count. */
export function ViewTabs({ me, overview, filter, change }: Props) {
  const { t } = useTranslation();
  const names: ViewName[] = viewNames.filter((v) => v !== "mine" || myStates(me).length > 0);
  if (!names.includes(filter.view)) names.push(filter.view);
  return (
    <nav className="tabs" aria-label={t("work.views")}>
      {names.map((v) => {
        const n = v === "all" || !overview ? undefined : countOf(v, me, overview);
        return (
          <button
            key={v}
            type="button"
            className={cx("tab", v === filter.view && "here", v === "late" && (n ?? 0) > 0 && "tab-late")}
            aria-current={v === filter.view ? "page" : undefined}
            onClick={() => change({ view: v, late: false, q: "" })}
          >
            {t(`work.view.${v}`)}
            {n !== undefined && <span className="tab-count">{whole(n)}</span>}
          </button>
        );
      })}
    </nav>
  );
}
