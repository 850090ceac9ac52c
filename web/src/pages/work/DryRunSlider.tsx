import { type CSSProperties, useId, useState } from "react";
import type { WhatIfRange } from "@/api/precision";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Households } from "../parameters/Effect";
import { Loads } from "./Loads";

interface Props {
  range: WhatIfRange;
  /** Missing: whoever looks may not ask for values. */
  ask?: ((value: string) => void) | undefined;
}

/** How many missing tables are named. */
const named = 4;

/** A slider over values that were all worked out: it answers as fast as it is moved. */
export function DryRunSlider({ range, ask }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const tries = range.tries;
  const now = tries.findIndex((x) => x.value === range.now);
  const [at, setAt] = useState(Math.max(0, now));
  const step = tries[at];
  if (!step) return null;
  const unit = p(range.unit);
  const said = (value: string) => (unit ? `${value} ${unit}` : value);
  const most = Math.max(1, ...tries.map((x) => x.alerted.after));
  const { before, after, gained, lost } = step.alerted;
  const style = { "--stops": tries.length } as CSSProperties;
  return (
    <div className="dry-body">
      {range.missing.length > 0 && (
        <p className="dry-missing">
          <Mark name="settle" />{" "}
          {t("precision.dry.missing", {
            tables: range.missing.slice(0, named).map(p).join(t("work.comma")),
            n: range.missing.length,
          })}
        </p>
      )}
      <div className="dry-chart" style={style}>
        <div className="dry-bars" aria-hidden="true">
          {tries.map((x, i) => (
            <span
              key={x.value}
              className={cx("dry-bar", i === at && "here", i === now && "now")}
              style={{ "--share": x.alerted.after / most } as CSSProperties}
            >
              {i === at && <b>{whole(x.alerted.after)}</b>}
            </span>
          ))}
        </div>
        <label className="hidden" htmlFor={id}>
          {t("precision.dry.slider", { name: p(range.label) })}
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={tries.length - 1}
          step={1}
          value={at}
          aria-valuetext={t("precision.dry.valueText", { value: said(step.value), n: whole(after) })}
          onChange={(e) => setAt(Number(e.target.value))}
        />
        <div className="dry-scale">
          {now > 0 && <span>{tries[0]?.value}</span>}
          <span
            className={cx("dry-now", now === 0 ? "first" : now === tries.length - 1 && "last")}
            style={{ "--at": now } as CSSProperties}
          >
            {t("precision.dry.now", { value: said(range.now) })}
          </span>
          {now < tries.length - 1 && <span className="dry-end">{tries[tries.length - 1]?.value}</span>}
        </div>
        <p className="note">
          {t("precision.dry.chart", { day: range.as_of })}
          {range.bound && ` ${p(range.bound)}${t("precision.dry.stop")}`}
        </p>
      </div>
      <div className="dry-says" aria-live="polite">
        <p className="parameter-sentence">
          {at === now
            ? t("precision.dry.same", { value: said(step.value), n: whole(before) })
            : t("precision.dry.changed", {
                value: said(step.value),
                before: whole(before),
                after: whole(after),
              })}
        </p>
        {at !== now && (
          <ul className="dry-counts">
            <li>{t("precision.dry.gained", { n: whole(gained), fresh: whole(step.fresh) })}</li>
            {lost > 0 && (
              <li className={step.known > 0 ? "dry-known" : undefined}>
                {t(step.known > 0 ? "precision.dry.lostKnown" : "precision.dry.lost", {
                  n: whole(lost),
                  known: whole(step.known),
                })}
              </li>
            )}
          </ul>
        )}
        <Households title={t("parameters.gainedHouseholds")} codes={step.gained} of={gained} />
        <Households title={t("parameters.lostHouseholds")} codes={step.lost} of={lost} />
        {ask && (
          <p>
            <button type="button" className="button" disabled={at === now} onClick={() => ask(step.value)}>
              {at === now ? t("precision.dry.askNone") : t("precision.dry.ask", { value: said(step.value) })}
            </button>
          </p>
        )}
      </div>
      <div className="dry-loads">
        <h3>{t("precision.dry.loads")}</h3>
        {step.loads.length > 0 ? (
          <Loads loads={step.loads} title={t("precision.dry.loads")} more={t("precision.dry.more")} />
        ) : (
          <p className="note">{t("precision.dry.noLoads")}</p>
        )}
      </div>
    </div>
  );
}
