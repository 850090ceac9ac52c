import type { Area } from "@/api/areas";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { shortPlace } from "@/parts/place";

/** One event: what, where, when, and its households by village and step; not ranked. */
export function AreaCard({ area: a }: { area: Area }) {
  const { t } = useTranslation();
  const p = usePlan();
  const all = a.villages.flatMap((v) => v.states);
  const count = all.reduce((n, s) => n + s.count, 0);
  const late = all.reduce((n, s) => n + s.late, 0);
  return (
    <article className="card area" aria-label={a.name}>
      <header>
        <h2>{a.name}</h2>
        <span className="note">
          {p(a.kind)} · {a.division_name} · {a.happened_on} · {t(`urgency.${a.urgency as "红"}`)} ·{" "}
          {t("areas.by", { name: a.opened_by, day: a.opened_on })}
        </span>
      </header>
      <div className="body">
        {a.says && <p>{a.says}</p>}
        <p>
          {t("areas.households", { n: whole(count) })}
          {late > 0 && ` · ${t("areas.late", { n: whole(late) })}`}
        </p>
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("areas.village")}</th>
                <th scope="col">{t("areas.states")}</th>
              </tr>
            </thead>
            <tbody>
              {a.villages.map((v) => (
                <tr key={v.village}>
                  <td>{shortPlace(v.name)}</td>
                  <td>
                    {v.states
                      .map((s) =>
                        [
                          `${p(s.label)} ${whole(s.count)}`,
                          s.late > 0 ? t("areas.ofThemLate", { n: whole(s.late) }) : "",
                        ].join(""),
                      )
                      .join(" · ")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </article>
  );
}
