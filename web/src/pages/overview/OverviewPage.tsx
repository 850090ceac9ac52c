import { useMemo } from "react";
import { useHouseholdCounts, useOverview, useTrend } from "@/api/overview";
import { pathOf } from "@/api/places";
import { maySeeCases } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useAsOf } from "@/app/useAsOf";
import { useUnder } from "@/app/useUnder";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DayPicker } from "@/pages/periods/DayPicker";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { Chain } from "./Chain";
import { Laggards } from "./Laggards";
import { RisksCard } from "./RisksCard";
import { Runs } from "./Runs";
import { Stock } from "./Stock";
import { TrendCard } from "./TrendCard";
import { useUp } from "./useUp";
import { WhereCard } from "./WhereCard";
import "./overview.css";

const levels = ["province", "prefecture", "county", "town", "village"] as const;

/** How many laggards carry the same number on the map and in the list. */
const marked = 5;

/** Where the line is at risk and who is late: one sentence, the stocks, the places. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const under = useUnder();
  const asOf = useAsOf();
  useUp(me, under);
  const overview = useOverview(under, { asOf });
  const households = useHouseholdCounts(under, asOf);
  const months = useTrend(under, asOf).data;
  const o = overview.data;
  const divisions = useMemo(
    () =>
      // Who is late stands first; how many clues or households a place has ranks nobody.
      [...(o?.divisions ?? [])].sort((a, b) => b.late - a.late || a.code.localeCompare(b.code)),
    [o],
  );
  const byCode = useMemo(
    () => new Map(households.data?.divisions.map((h) => [h.code, h])),
    [households.data],
  );
  const marks = useMemo(
    () =>
      divisions
        .filter((d) => d.late > 0)
        .slice(0, marked)
        .map((d) => d.code),
    [divisions],
  );
  if (overview.isError && !o) {
    return (
      <section className="card">
        <Failed error={overview.error} again={() => overview.refetch()} />
      </section>
    );
  }
  if (!o) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  const links = maySeeCases(me);
  const roots = me.scope.map((s) => s.code);
  const top = under || (roots.length === 1 ? (roots[0] ?? "") : "");
  // Several places of one's own stand side by side as the towns of a county do.
  const level = top ? (levels[pathOf(top).length - 1] ?? "county") : "county";
  const mapped = level === "province" || level === "prefecture";
  return (
    <>
      <div className="page-head overview-head">
        <h1>{shortPlace(p(o.sentence))}</h1>
        <span className="second">{o.as_of ? t("overview.lead", { day: o.as_of }) : t("overview.noRun")}</span>
        <DayPicker under={under} />
      </div>
      <Chain
        me={me}
        overview={o}
        households={households.data?.whole}
        months={months}
        under={under}
        links={links}
      />
      <div className={mapped ? "overview-columns mapped" : "overview-columns"}>
        <div className="overview-side">
          {level !== "village" && (
            <WhereCard
              divisions={divisions}
              households={byCode}
              marks={marks}
              links={links}
              under={under}
              level={level}
            />
          )}
          <Stock me={me} overview={o} under={under} links={links} />
        </div>
        <div className="overview-side">
          {level !== "village" && (
            <Laggards
              me={me}
              divisions={divisions}
              marked={mapped ? marked : 0}
              links={links}
              under={under}
            />
          )}
          <div className="overview-pair">
            <TrendCard under={under} links={links} />
            <RisksCard under={under} links={links} />
          </div>
          <Runs runs={o.runs} />
        </div>
      </div>
    </>
  );
}
