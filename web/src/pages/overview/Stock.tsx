import { query } from "@/api/client";
import type { Me, Overview } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { viewOf } from "../work/views";
import { NumberLink } from "./Number";

interface Props {
  me: Me;
  overview: Overview;
  under: string;
  links: boolean;
}

/** More steps than these stand in two columns. */
const few = 9;

/** How many stand at each step, and how many of them too long. */
export function Stock({ me, overview, under, links }: Props) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const p = usePlan();
  const rows = overview.states.filter(
    (s) => !me.flow.states.find((f) => f.name === s.state)?.final && s.count > 0,
  );
  const most = Math.max(1, ...rows.map((s) => s.count));
  const middle = rows.length > few ? Math.ceil(rows.length / 2) : rows.length;
  const halves = [rows.slice(0, middle), rows.slice(middle)].filter((half) => half.length > 0);
  const list = (state: string, late?: boolean) =>
    `/cases${query({ as_of, view: viewOf(state, me), state, under, late: late ? 1 : undefined })}`;
  return (
    <section className="card" aria-labelledby="stock">
      <header>
        <h2 id="stock">{t("overview.steps")}</h2>
        <span className="note">{t("overview.stepsLead")}</span>
      </header>
      <div className="body">
        {rows.length === 0 ? (
          <p className="second">{t("overview.noSteps")}</p>
        ) : (
          <div className="stock-columns">
            {halves.map((half) => (
              <table className="table fits" key={half[0]?.state}>
                <thead>
                  <tr>
                    <th scope="col">{t("work.step")}</th>
                    <td />
                    <th scope="col" className="number">
                      {t("overview.count")}
                    </th>
                    <th scope="col" className="number">
                      {t("overview.late")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {half.map((s) => (
                    <tr key={s.state}>
                      <th scope="row" className="plain">
                        {p(s.label)}
                      </th>
                      <td className="overview-bar stock" aria-hidden="true">
                        <i style={{ inlineSize: `${(s.count / most) * 100}%` }} />
                      </td>
                      <td className="number">
                        <NumberLink n={s.count} to={list(s.state)} links={links} says={p(s.label)} />
                      </td>
                      <td className={s.late > 0 ? "number overview-late" : "number"}>
                        <NumberLink
                          n={s.late}
                          to={list(s.state, true)}
                          links={links}
                          says={`${p(s.label)} ${t("overview.late")}`}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
