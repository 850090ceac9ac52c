import { Link } from "react-router";
import { useSamples } from "@/api/samples";
import { mayDraw } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import { DrawCard } from "./DrawCard";
import "./samples.css";

/** Samples for evaluators: who draws them sees all of the place, an evaluator the own. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const draws = mayDraw(useWho());
  const list = useSamples();
  const rows = list.data?.samples;
  return (
    <>
      <div className="page-head">
        <h1>{t("samples.title")}</h1>
        <span className="second">{t(draws ? "samples.leadDraw" : "samples.leadFill")}</span>
      </div>
      {draws && list.data && <DrawCard evaluators={list.data.evaluators} />}
      {list.isError && !rows ? (
        <section className="card">
          <Failed error={list.error} again={() => list.refetch()} />
        </section>
      ) : !rows ? (
        <section className="card">
          <Loading rows={6} />
        </section>
      ) : rows.length === 0 ? (
        <section className="card samples-next">
          <Empty title={t("samples.none")}>{t(draws ? "samples.noneDraw" : "samples.noneFill")}</Empty>
        </section>
      ) : (
        <section className="card scroll-x samples-next">
          <table className="table">
            <caption className="hidden">{t("samples.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("samples.place")}</th>
                <th scope="col">{t("samples.days")}</th>
                <th scope="col" className="number">
                  {t("samples.forms")}
                </th>
                {draws && <th scope="col">{t("samples.evaluator")}</th>}
                {draws && <th scope="col">{t("samples.drawn")}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((x) => (
                <tr key={x.id}>
                  <th scope="row" className="plain">
                    {draws || x.open ? (
                      <Link className="count" to={`/samples/${x.id}`}>
                        {p(x.division_name)}
                      </Link>
                    ) : (
                      p(x.division_name)
                    )}
                  </th>
                  <td>
                    {x.from} – {x.to} {!x.open && <span className="note">{t("samples.over")}</span>}
                  </td>
                  <td className="number">
                    {whole(x.sent)} / {whole(x.size)}
                  </td>
                  {draws && <td>{x.evaluator_name}</td>}
                  {draws && (
                    <td className="second">
                      {t("samples.drawnBy", {
                        name: x.drawn_name,
                        at: moment(x.drawn_at),
                        seed: x.seed,
                        frame: whole(x.frame),
                      })}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
