import { useState } from "react";
import { asProblem } from "@/api/problem";
import { useDraw, type useSamples } from "@/api/samples";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { Line, Wrong } from "@/pages/changes/AskChange";
import { DivisionPicker } from "@/pages/users/DivisionPicker";

type Evaluators = NonNullable<ReturnType<typeof useSamples>["data"]>["evaluators"];

const fields = ["division", "evaluator", "size", "seed", "from", "to"];

/** Draws a sample: from where, for whom, how many, which seed, which days. */
export function DrawCard({ evaluators }: { evaluators: Evaluators }) {
  const { t } = useTranslation();
  const me = useWho();
  const draw = useDraw();
  const [x, put] = useState({
    division: me.scope[0]?.code ?? "",
    evaluator: "",
    size: "50",
    seed: "1",
    from: me.today,
    to: me.today,
  });
  const problem = draw.error ? asProblem(draw.error) : null;
  const of = (name: keyof typeof x) => ({
    className: "samples-field",
    value: x[name],
    onChange: (e: { target: { value: string } }) => {
      draw.reset();
      const { value } = e.target;
      const place = name === "evaluator" && evaluators.find((v) => v.login === value)?.division;
      put({ ...x, [name]: value, ...(place && { division: place }) });
    },
  });
  if (evaluators.length === 0) return <p className="note">{t("samples.noEvaluators")}</p>;
  return (
    <section className="card" aria-labelledby="draw">
      <header>
        <h2 id="draw">{t("samples.draw")}</h2>
        <span className="note">{t("samples.seedHow")}</span>
      </header>
      <form
        className="body form draw"
        onSubmit={(e) => {
          e.preventDefault();
          draw.mutate({ ...x, size: Number(x.size) || 0, seed: Number(x.seed) || 0 });
        }}
      >
        <fieldset className="ask">
          <legend>{t("samples.place")}</legend>
          <DivisionPicker
            value={x.division}
            change={(division) => put({ ...x, division })}
            label={t("samples.place")}
          />
          <Wrong says={problem?.at("division")} />
        </fieldset>
        <Line label={t("samples.evaluator")} fault={problem?.at("evaluator")}>
          {(id) => (
            <select id={id} {...of("evaluator")}>
              <option value="">{t("samples.pick")}</option>
              {evaluators.map((e) => (
                <option key={e.login} value={e.login}>
                  {`${e.name} (${e.login})`}
                </option>
              ))}
            </select>
          )}
        </Line>
        <Line label={t("samples.size")} fault={problem?.at("size")}>
          {(id) => <input id={id} inputMode="numeric" {...of("size")} />}
        </Line>
        <Line label={t("samples.seed")} fault={problem?.at("seed")}>
          {(id) => <input id={id} inputMode="numeric" {...of("seed")} />}
        </Line>
        <Line label={t("samples.from")} fault={problem?.at("from")}>
          {(id) => <input id={id} type="date" {...of("from")} />}
        </Line>
        <Line label={t("samples.to")} fault={problem?.at("to")}>
          {(id) => <input id={id} type="date" {...of("to")} />}
        </Line>
        <button type="submit" className="button main" disabled={draw.isPending}>
          {t("samples.drawNow")}
        </button>
        {problem && (
          <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(fields)} />
        )}
      </form>
    </section>
  );
}
