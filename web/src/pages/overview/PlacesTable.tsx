import { Link } from "react-router";
import { query } from "@/api/client";
import type { DivisionCount, HouseholdCount } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { shortPlace } from "@/parts/place";
import { isUnknown, metrics, written } from "./map/metrics";
import { NumberLink } from "./Number";

interface Props {
  /** Most late first. */
  divisions: DivisionCount[];
  households: ReadonlyMap<string, HouseholdCount>;
  links: boolean;
}

/** The divisions one level down with all their numbers; a name goes down to it. */
export function PlacesTable({ divisions, households, links }: Props) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const [late] = metrics;
  const most = Math.max(1, ...divisions.map((d) => d.late));
  const list = (view: string, code: string, more: Record<string, string> = {}) =>
    `/cases${query({ as_of, view, under: code, ...more })}`;
  return (
    <div className="scroll-x">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("overview.place")}</th>
            <th scope="col" className="number">
              {t("overview.late")}
            </th>
            <td />
            <th scope="col" className="number">
              {t("overview.metric.late")}
            </th>
            <th scope="col" className="number">
              {t("overview.under")}
            </th>
            <th scope="col" className="number">
              {t("overview.alerted")}
            </th>
            <th scope="col" className="number">
              {t("overview.monitored")}
            </th>
            <th scope="col" className="number">
              {t("overview.helpless")}
            </th>
          </tr>
        </thead>
        <tbody>
          {divisions.map((d) => {
            const h = households.get(d.code);
            const unknown = isUnknown(h);
            const known = (n: number | undefined) => (unknown ? undefined : n);
            const name = shortPlace(d.name);
            const cell = (n: number | undefined, what: string, to: string) => (
              <td className="number">
                <NumberLink n={known(n)} to={to} links={links} says={`${name} ${what}`} />
              </td>
            );
            return (
              <tr key={d.code}>
                <th scope="row" className="plain">
                  <Link to={`/overview${query({ as_of, under: d.code })}`}>{name}</Link>
                  {d.above && <span className="note"> {shortPlace(d.above)}</span>}
                </th>
                <td className={cx("number", d.late > 0 && "overview-late")}>
                  <NumberLink
                    n={known(d.late)}
                    to={list("late", d.code)}
                    links={links}
                    says={`${name} ${t("overview.late")}`}
                  />
                </td>
                <td className="overview-bar" aria-hidden="true">
                  <i style={{ inlineSize: `${(d.late / most) * 100}%` }} />
                </td>
                <td className="number">{written(late, late.of(d, h), t("overview.unknown"))}</td>
                {cell(d.open, t("overview.under"), list("underway", d.code))}
                {cell(h?.alerted, t("overview.alerted"), list("open", d.code, { alerted: "yes" }))}
                {cell(d.monitored, t("overview.monitored"), list("listed", d.code))}
                {cell(
                  h && h.monitored - h.helped,
                  t("overview.helpless"),
                  list("listed", d.code, { helped: "no" }),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
