import { Link, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { usePrecision } from "@/api/precision";
import { mayLoad, maySeeCases } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { NumberLink } from "../overview/Number";
import { RuleRows } from "./RuleRows";
import { monthsBack } from "./share";
import "./precision.css";

/** Whether each rule is right, what no rule saw, and where rules are blind: always all three. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const [params, setParams] = useSearchParams();
  const of = (name: string) => params.get(name) ?? "";
  const under = of("under");
  const opened = of("rule");
  const asked = usePrecision({ under, from: of("from"), to: of("to"), rule: opened });
  const put = (change: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const d = asked.data;
  const spoken = d?.rules.filter((r) => r.clues.raised > 0) ?? [];
  const sum = (what: "raised" | "ended" | "listed") => spoken.reduce((n, r) => n + r.clues[what], 0);
  const missed = d?.missed.reduce((n, m) => n + m.count, 0) ?? 0;
  const months = d ? `${d.from}~${d.to}` : "";
  const links = maySeeCases(me);
  const place = under || (me.scope.length === 1 ? (me.scope[0]?.code ?? "") : "");
  const wide = place === "" || place.endsWith("00000000"); // a province or a prefecture
  return (
    <>
      <div className="page-head">
        <h1>{t("precision.title")}</h1>
        <span className="second">{t("precision.lead")}</span>
        <div className="end no-print">
          {(["from", "to"] as const).map((end) => (
            <label key={end} className="precision-month">
              {t(`precision.${end}`)}
              <select value={d?.[end] ?? of(end)} onChange={(e) => put({ [end]: e.target.value })}>
                {monthsBack(me.today, 36, d?.[end] ?? of(end)).map((m) => (
                  <option key={m}>{m}</option>
                ))}
              </select>
            </label>
          ))}
        </div>
      </div>
      <DataTabs />
      {asked.isError && !d ? (
        <section className="card">
          <Failed error={asked.error} again={() => asked.refetch()} />
        </section>
      ) : !d ? (
        <section className="card">
          <Loading rows={12} />
        </section>
      ) : (
        <>
          <section className="card precision-says" aria-label={t("precision.says")}>
            <p className="precision-sentence">
              {t("precision.sentence", {
                from: d.from,
                to: d.to,
                raised: whole(sum("raised")),
                ended: whole(sum("ended")),
                listed: whole(sum("listed")),
                missed: whole(missed),
              })}
            </p>
            {missed > 0 && (
              <p>
                {t("precision.missedBy")}
                {d.missed.map((m) => (
                  <span key={m.risk} className="precision-risk">
                    {p(m.risk)}{" "}
                    <NumberLink
                      n={m.count}
                      links={links}
                      says={p(m.risk)}
                      to={`/cases${query({ view: "all", under, missed: "1", decided: months, main_risk: m.risk })}`}
                    />
                  </span>
                ))}
              </p>
            )}
            <p className="note">
              {d.run > 0 ? (
                <>
                  {t("precision.blindOf", { day: d.as_of })}{" "}
                  <Link to={`/data/${d.run}`}>{t("precision.coverage")}</Link>
                </>
              ) : (
                t("precision.noRun")
              )}
            </p>
          </section>
          {d.rules.length === 0 ? (
            <section className="card">
              <Empty title={t("precision.none")}>{t("precision.noneHow")}</Empty>
            </section>
          ) : (
            <section className="card scroll-x" aria-busy={asked.isFetching}>
              <table className="table precision">
                <caption className="hidden">{t("precision.title")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("precision.rule")}</th>
                    {(["raised", "visited", "ended", "listed"] as const).map((part) => (
                      <th key={part} scope="col" className="number">
                        {t(`precision.part.${part}`)}
                      </th>
                    ))}
                    <th scope="col" className="number">
                      {t("precision.per")}
                    </th>
                    <th scope="col" className="number">
                      {t("precision.missed")}
                    </th>
                    <th scope="col" className="number">
                      {t("precision.blind")}
                    </th>
                    <th scope="col">
                      <span className="hidden">{t("precision.open")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {d.rules.map((r) => (
                    <RuleRows
                      key={r.rule}
                      row={r}
                      all={d}
                      under={under}
                      months={months}
                      links={links}
                      wide={wide}
                      open={r.rule === opened}
                      toggle={() => put({ rule: r.rule === opened ? "" : r.rule })}
                    />
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <p className="note precision-key">{t("precision.key", { n: d.enough })}</p>
          {mayLoad(me) && <p className="note">{t("precision.keyMissed")}</p>}
        </>
      )}
    </>
  );
}
