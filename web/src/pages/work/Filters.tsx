import { useChecks } from "@/api/cases";
import type { Me, Overview } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Mark } from "@/parts/Mark";
import { FilterChip } from "./FilterChip";
import { boardFilters, type Filter } from "./useFilter";
import { statesOf } from "./views";
import "@/parts/segments.css";

interface Props {
  me: Me;
  overview: Overview | undefined;
  filter: Filter;
  change: (c: Partial<Filter>) => void;
}

const urgencies = ["红", "黄", "蓝"] as const;

/** What narrows a view: what is late, the state, the urgency, the rule, a name. */
export function Filters({ me, overview, filter, change }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const states = statesOf(filter.view, me);
  const within = overview?.states.filter(
    (s) => states.includes(s.state) && (!filter.state || s.state === filter.state),
  );
  const late = within?.reduce((n, s) => n + s.late, 0) ?? 0;
  const count = within?.reduce((n, s) => n + s.count, 0) ?? 0;
  // The two counts are of the view; a number of a board has a list of its own.
  const boarded = boardFilters.some((name) => filter[name] !== "");
  const onlyLate = filter.late || filter.view === "late";
  const checks = useChecks(filter.under).data;
  const rules = me.rules.filter((r) => r.raises === "alert");
  const boardWord = (value: string) => {
    if (value === "yes" || value === "no") return t(`work.${value}`);
    if (value === "1") return t("work.yes");
    const [part, rule] = value.split(":");
    const named = rules.find((r) => r.name === rule);
    return named ? `${p(named.label)} · ${t(`precision.part.${part as "raised"}`)}` : p(value);
  };
  const counted = (name: string) => overview?.states.find((s) => s.state === name)?.count;
  return (
    <div className="filters">
      {filter.view !== "ended" && filter.view !== "all" && !boarded && filter.view !== "late" && (
        <div className="segments">
          <button
            type="button"
            className={cx("segment", !onlyLate && "here")}
            aria-pressed={!onlyLate}
            onClick={() => change({ late: false })}
          >
            {t("common.all")} <strong>{whole(count)}</strong>
          </button>
          <button
            type="button"
            className={cx("segment late", onlyLate && "here")}
            aria-pressed={onlyLate}
            onClick={() => change({ late: true })}
          >
            <Mark name="late" />
            {t("work.lateOnly")} <strong>{whole(late)}</strong>
          </button>
        </div>
      )}
      {(states.length > 1 || filter.state) && (
        <FilterChip
          label={t("work.state")}
          value={filter.state}
          options={states.map((name) => {
            const n = counted(name);
            const label = p(me.flow.states.find((s) => s.name === name)?.label ?? name);
            return { value: name, label: n === undefined ? label : `${label}  ${whole(n)}` };
          })}
          pick={(state) => change({ state })}
        />
      )}
      <FilterChip
        label={t("work.urgency")}
        value={filter.urgency}
        options={urgencies.map((u) => ({ value: u, label: t(`urgency.${u}`) }))}
        pick={(urgency) => change({ urgency })}
      />
      <FilterChip
        label={t("work.rule")}
        value={filter.rule}
        options={rules.map((r) => ({ value: r.name, label: p(r.label) }))}
        pick={(rule) => change({ rule })}
      />
      {((checks && checks.length > 0) || filter.check) && (
        <FilterChip
          label={t("work.check")}
          value={filter.check}
          options={(checks ?? []).map((c) => ({ value: c.check, label: `${p(c.label)}  ${whole(c.count)}` }))}
          pick={(check) => change({ check })}
        />
      )}
      {boardFilters.map(
        (name) =>
          filter[name] && (
            <button
              key={name}
              type="button"
              className="filter-chip set"
              onClick={() => change({ [name]: "" })}
            >
              {t(`work.board.${name}`, { value: boardWord(filter[name]) })}
              <Icon name="close" size={12} />
              <span className="hidden">{t("work.drop")}</span>
            </button>
          ),
      )}
      {filter.q && (
        <button type="button" className="filter-chip set" onClick={() => change({ q: "" })}>
          {t("work.found", { q: filter.q })}
          <Icon name="close" size={12} />
          <span className="hidden">{t("work.drop")}</span>
        </button>
      )}
      <span className="filters-end second">{t("work.sorted")}</span>
    </div>
  );
}
