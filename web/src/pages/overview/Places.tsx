import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { query } from "@/api/client";
import type { Overview } from "@/api/types";
import { cx } from "@/parts/cx";
import { shortPlace } from "@/parts/place";
import { NumberLink } from "./Number";

interface Props {
  overview: Overview;
  links: boolean;
}

/** The divisions one level down, those with late tasks first; a name goes down to it. */
export function Places({ overview, links }: Props) {
  const { t } = useTranslation();
  const rows = [...overview.divisions].sort(
    (a, b) => b.late - a.late || b.open - a.open || a.code.localeCompare(b.code),
  );
  const most = Math.max(1, ...rows.map((d) => d.late));
  const list = (view: string, code: string) => `/cases${query({ view, under: code })}`;
  return (
    <section className="card" aria-labelledby="places">
      <header>
        <h2 id="places">{t("overview.places")}</h2>
        <span className="note">{t("overview.placesLead")}</span>
      </header>
      <div className="body scroll-x">
        {rows.length === 0 ? (
          <p className="second">{t("overview.noPlaces")}</p>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("overview.place")}</th>
                <th scope="col" className="number">
                  {t("overview.late")}
                </th>
                <td />
                <th scope="col" className="number">
                  {t("overview.share")}
                </th>
                <th scope="col" className="number">
                  {t("overview.openNow")}
                </th>
                <th scope="col" className="number">
                  {t("overview.monitoredNow")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((d) => (
                <tr key={d.code}>
                  <th scope="row" className="plain">
                    {/000$/.test(d.code) ? (
                      <Link to={`/overview${query({ under: d.code })}`}>{d.name}</Link>
                    ) : (
                      shortPlace(d.name)
                    )}
                  </th>
                  <td className={cx("number", d.late > 0 && "overview-late")}>
                    <NumberLink
                      n={d.late}
                      to={list("late", d.code)}
                      links={links}
                      says={`${d.name} ${t("overview.late")}`}
                    />
                  </td>
                  <td className="overview-bar" aria-hidden="true">
                    <i style={{ inlineSize: `${(d.late / most) * 100}%` }} />
                  </td>
                  <td className="number">
                    {d.open + d.monitored > 0
                      ? `${((d.late / (d.open + d.monitored)) * 100).toFixed(1)}%`
                      : "—"}
                  </td>
                  <td className="number">
                    <NumberLink
                      n={d.open}
                      to={list("open", d.code)}
                      links={links}
                      says={`${d.name} ${t("overview.openNow")}`}
                    />
                  </td>
                  <td className="number">
                    <NumberLink
                      n={d.monitored}
                      to={list("monitored", d.code)}
                      links={links}
                      says={`${d.name} ${t("overview.monitoredNow")}`}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
