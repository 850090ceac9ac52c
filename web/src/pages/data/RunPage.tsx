import { Link, useParams } from "react-router";
import { useRun } from "@/api/data";
import { mayLoad, mayUnmask } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, numberOf, whole, yuan } from "@/parts/format";
import { Failed, Loading } from "@/parts/states";
import { Account } from "./Account";
import { Coverage } from "./Coverage";
import "./data.css";

/** One screening: its account, what it found, what its data covered, the parameters it used. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const run = useRun(Number(useParams().id));
  const r = run.data;
  if (run.isError && !r) {
    return (
      <section className="card">
        <Failed error={run.error} again={() => run.refetch()} />
      </section>
    );
  }
  if (!r) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  const most = Math.max(1, ...r.rules.map((x) => x.count));
  const back = mayLoad(me) ? "/data" : "/overview";
  return (
    <>
      <div className="page-head">
        <Link to={back}>{mayLoad(me) ? t("nav.data") : t("nav.overview")}</Link>
        <span className="second">/</span>
        <h1>{t("run.title", { day: r.run.as_of })}</h1>
        <span className="second">
          {t("run.lead", {
            screened: whole(r.run.screened),
            alerted: whole(r.run.alerted),
            by: r.run.loaded_name,
            at: moment(r.run.loaded_at),
          })}
        </span>
        {mayUnmask(me) && (
          <div className="end">
            <Link className="button" to={`/data/changes?run=${r.run.id}`}>
              {t("differences.title")}
            </Link>
          </div>
        )}
      </div>
      <div className="data-columns">
        <div className="data-main">
          <section className="card" aria-labelledby="account">
            <header>
              <h2 id="account">{t("account.title")}</h2>
              <span className="note">{t("account.lead")}</span>
            </header>
            <div className="body">
              <Account tables={r.tables} />
            </div>
          </section>
          {r.coverage.length > 0 && <Coverage rows={r.coverage} />}
        </div>
        <div className="data-main">
          <section className="card" aria-labelledby="found">
            <header>
              <h2 id="found">{t("run.found")}</h2>
              <span className="note">{t("run.foundLead")}</span>
            </header>
            <div className="body">
              <table className="table">
                <thead className="hidden">
                  <tr>
                    <th scope="col">{t("work.rule")}</th>
                    <td />
                    <th scope="col">{t("overview.count")}</th>
                  </tr>
                </thead>
                <tbody>
                  {[...r.rules]
                    .sort((a, b) => b.count - a.count)
                    .map((x) => (
                      <tr key={x.rule}>
                        <th scope="row" className="plain">
                          {p(x.label)}
                        </th>
                        <td className="run-bar" aria-hidden="true">
                          <i style={{ inlineSize: `${(x.count / most) * 100}%` }} />
                        </td>
                        <td className="number">{whole(x.count)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
          </section>
          <section className="card" aria-labelledby="parameters">
            <header>
              <h2 id="parameters">{t("run.parameters")}</h2>
              <span className="note">{t("run.parametersLead")}</span>
            </header>
            <div className="body scroll-x">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t("run.parameter")}</th>
                    <th scope="col" className="number">
                      {t("sum.value")}
                    </th>
                    <th scope="col">{t("sum.from")}</th>
                  </tr>
                </thead>
                <tbody>
                  {r.parameters.map((x) => {
                    const n = x.unit === "元" ? numberOf(x.value) : null;
                    return (
                      <tr key={`${x.name} ${x.division}`}>
                        <th scope="row" className="plain">
                          {p(x.label)}
                        </th>
                        <td className="number">
                          {n === null ? x.value : yuan(n)} {p(x.unit)}
                        </td>
                        <td>
                          {x.status === "example" ? (
                            <span className="tag example">{t("common.exampleLong")}</span>
                          ) : (
                            <span className="note">{x.number}</span>
                          )}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          </section>
        </div>
      </div>
    </>
  );
}
