import { Link } from "react-router";
import { query } from "@/api/client";
import type { DivisionCount, Me } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { mapPlace, shortPlace } from "@/parts/place";
import { viewOf } from "../work/views";
import { NumberLink } from "./Number";

interface Props {
  me: Me;
  /** Most late first; those with nothing late are left out. */
  divisions: DivisionCount[];
  /** How many of them carry a mark on the map. */
  marked: number;
  links: boolean;
  under: string;
}

const shown = 7;

/** Who is late, and the step at which most of it is stuck. */
export function Laggards({ me, divisions, marked, links, under }: Props) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const p = usePlan();
  const late = divisions.filter((d) => d.late > 0);
  return (
    <section className="card" aria-labelledby="laggards">
      <header>
        <h2 id="laggards">{t("overview.laggards")}</h2>
        <span className="note">{t("overview.laggardsLead")}</span>
        {late.length > shown && (
          <Link className="end" to={`/overview${query({ as_of, under, show: "table" })}`}>
            {t("overview.laggardsAll", { n: whole(late.length) })}
          </Link>
        )}
      </header>
      <div className="body scroll-x">
        {late.length === 0 ? (
          <p className="second">{t("overview.noLaggards")}</p>
        ) : (
          <table className="table fits">
            <thead>
              <tr>
                <td />
                <th scope="col">{t("overview.place")}</th>
                <th scope="col" className="number">
                  {t("overview.late")}
                </th>
                <th scope="col" className="number">
                  {t("overview.metric.late")}
                </th>
                <th scope="col">{t("overview.stuck")}</th>
              </tr>
            </thead>
            <tbody>
              {late.slice(0, shown).map((d, i) => {
                const label = p(d.stuck.label);
                const name = d.above ? mapPlace(d.name) : shortPlace(d.name);
                return (
                  <tr key={d.code}>
                    <td>
                      <span className={cx("laggard", i < marked && "marked")}>{i + 1}</span>
                    </td>
                    <th scope="row" className="plain">
                      <Link to={`/overview${query({ as_of, under: d.code })}`}>{name}</Link>
                      {d.above && <span className="note"> {shortPlace(d.above)}</span>}
                    </th>
                    <td className="number overview-late">
                      <NumberLink
                        n={d.late}
                        to={`/cases${query({ as_of, view: "late", under: d.code })}`}
                        links={links}
                        says={`${name} ${t("overview.late")}`}
                      />
                    </td>
                    <td className="number">{((d.late / d.tasks) * 100).toFixed(1)}%</td>
                    <td>
                      {label}{" "}
                      <NumberLink
                        n={d.stuck.late}
                        to={`/cases${query({ as_of, view: viewOf(d.stuck.state, me), state: d.stuck.state, under: d.code, late: 1 })}`}
                        links={links}
                        says={`${name} ${label} ${t("overview.late")}`}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
