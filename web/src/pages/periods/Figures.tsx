import { Link } from "react-router";
import { query } from "@/api/client";
import { useHouseholdCounts, useOverview } from "@/api/overview";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { viewOf } from "@/pages/work/views";
import { whole } from "@/parts/format";

/** The figures of a locked day beside those of now; each opens its list. */
export function Figures({ day, under }: { day: string; under: string }) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const then = useOverview(under, { asOf: day }).data;
  const now = useOverview(under).data;
  const homesThen = useHouseholdCounts(under, day).data?.whole;
  const homesNow = useHouseholdCounts(under, "").data?.whole;
  if (!then || !now || !homesThen || !homesNow) return null;
  const states = me.flow.states
    .map((s) => ({
      key: s.name,
      label: p(s.label),
      was: then.states.find((x) => x.state === s.name)?.count ?? 0,
      now: now.states.find((x) => x.state === s.name)?.count ?? 0,
      to: (as_of: string) => `/cases${query({ as_of, view: viewOf(s.name, me), state: s.name, under })}`,
    }))
    .filter((s) => s.was + s.now > 0);
  const homes = (["registered", "alerted", "monitored", "helped"] as const).map((key) => ({
    key,
    label: t(`periods.figure.${key}`),
    was: homesThen[key],
    now: homesNow[key],
    to: null,
  }));
  return (
    <section className="card" aria-labelledby="period-figures">
      <header>
        <h2 id="period-figures">{t("periods.figuresTitle")}</h2>
      </header>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("periods.figureName")}</th>
              <th scope="col" className="number">
                {day}
              </th>
              <th scope="col" className="number">
                {t("periods.now")}
              </th>
              <th scope="col" className="number">
                {t("periods.difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...homes, ...states].map((f) => (
              <tr key={f.key}>
                <th scope="row" className="plain">
                  {f.label}
                </th>
                <td className="number">{f.to ? <Link to={f.to(day)}>{whole(f.was)}</Link> : whole(f.was)}</td>
                <td className="number">{f.to ? <Link to={f.to("")}>{whole(f.now)}</Link> : whole(f.now)}</td>
                <td className="number">
                  {f.now === f.was ? "0" : `${f.now > f.was ? "+" : "−"}${whole(Math.abs(f.now - f.was))}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
