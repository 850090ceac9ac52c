import { lazy, Suspense } from "react";
import { useNavigate } from "react-router";
import { query } from "@/api/client";
import { useTrend } from "@/api/overview";
import { usePrefs } from "@/app/prefs";
import { useAsOf } from "@/app/useAsOf";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Failed, Loading } from "@/parts/states";
import { NumberLink } from "./Number";

const TrendLine = lazy(() => import("./TrendLine"));

/** Twelve months of new clues and conclusions, drawn and as numbers. */
export function TrendCard({ under, links }: { under: string; links: boolean }) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const go = useNavigate();
  const { mode } = usePrefs();
  const trend = useTrend(under, as_of);
  const months = trend.data;
  const list = (what: string, month: string) =>
    `/cases${query({ as_of, view: "all", under, [what]: month })}`;
  const words = {
    opened: t("overview.opened"),
    decided: t("overview.decided"),
    cleared: t("overview.cleared"),
  };
  const sum = (what: "opened" | "decided") => whole(months?.reduce((n, m) => n + m[what], 0) ?? 0);
  return (
    <section className="card trend-card" aria-labelledby="trend">
      <header>
        <h2 id="trend">{t("overview.trend")}</h2>
        <span className="note trend-key">
          <i className="opened" /> {words.opened} <i className="decided" /> {words.decided}
        </span>
      </header>
      <div className="body">
        {trend.isError && !months ? (
          <Failed error={trend.error} again={() => trend.refetch()} />
        ) : !months ? (
          <Loading rows={6} />
        ) : (
          <>
            <Suspense fallback={<Loading rows={6} />}>
              <TrendLine
                months={months}
                mode={mode}
                opened={words.opened}
                decided={words.decided}
                label={t("overview.trendSays", { opened: sum("opened"), decided: sum("decided") })}
                pick={(line, month) => links && go(list(line, month))}
              />
            </Suspense>
            <details className="trend-numbers">
              <summary>{t("overview.byMonth")}</summary>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t("overview.month")}</th>
                    {(["opened", "decided", "cleared"] as const).map((what) => (
                      <th key={what} scope="col" className="number">
                        {words[what]}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {months.map((m) => (
                    <tr key={m.month}>
                      <th scope="row" className="plain">
                        {m.month}
                      </th>
                      {(["opened", "decided", "cleared"] as const).map((what) => (
                        <td key={what} className="number">
                          <NumberLink
                            n={m[what]}
                            to={list(what, m.month)}
                            links={links}
                            says={`${m.month} ${words[what]}`}
                          />
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </>
        )}
      </div>
    </section>
  );
}
