import { type ReactNode, useId } from "react";
import type { Ask, Member } from "@/api/types";
import { NO, UNSURE, YES } from "@/forms/answers";
import { LinesField } from "@/forms/LinesField";
import { sumOf } from "@/forms/lines";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortYuan } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { farOff } from "./known";

interface Props {
  ask: Ask;
  value: string;
  change: (value: string) => void;
  known?: number | undefined;
  fault?: string | undefined;
  /** Whom a line of an answer may name. */
  members: readonly Member[];
  /** Lines that lack something say so. */
  strict: boolean;
  children?: ReactNode;
}

/** One question on a phone: large, one column, each choice a line to press. */
export function VisitField({ ask, value, change, known, fault, members, strict, children }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const choices = choicesOf(ask);
  const label = (
    <>
      {p(ask.label)} {!ask.required && <span className="visit-optional">{t("form.optional")}</span>}
    </>
  );
  const sum = ask.type === "lines" ? sumOf(ask, value) : undefined;
  const odd = value !== UNSURE && farOff(ask.type === "lines" ? String(sum ?? "") : value, known);
  const foot = (
    <div id={`${id}-says`} aria-live="polite">
      {fault ? (
        <p className="visit-fault">
          <Mark name="late" size={18} />
          {p(fault)}
        </p>
      ) : odd && known !== undefined ? (
        <p className="visit-fault odd">
          <Mark name="settle" size={18} />
          {t("visit.farOff", { n: shortYuan(known) })}
        </p>
      ) : (
        known !== undefined && (
          <p className="visit-known">
            {t(ask.type === "lines" ? "visit.knownSum" : "visit.known", { n: shortYuan(known) })}
          </p>
        )
      )}
    </div>
  );
  if (choices) {
    // Few and short ones stand side by side, Chinese being twice as wide as Latin.
    const width = (text: string) => [...text].reduce((n, c) => n + (c > "\u2e80" ? 2 : 1), 0);
    const short = choices.length <= 3 && choices.every((c) => width(p(c)) <= 8);
    return (
      <fieldset className="visit-ask" data-ask={ask.name} aria-describedby={`${id}-says`}>
        <legend>{label}</legend>
        {children}
        <div className={short ? "visit-choices row" : "visit-choices"}>
          {choices.map((c) => (
            <label key={c} className="visit-choice">
              <input type="radio" name={id} checked={value === c} onChange={() => change(c)} />
              <span>{p(c)}</span>
            </label>
          ))}
        </div>
        {foot}
      </fieldset>
    );
  }
  const unsure = value === UNSURE;
  const notSure = ask.unsure && (
    <label className="visit-unsure">
      <input type="checkbox" checked={unsure} onChange={(e) => change(e.target.checked ? UNSURE : "")} />
      {t("common.unsure")}
    </label>
  );
  if (ask.type === "lines") {
    return (
      <fieldset className="visit-ask" data-ask={ask.name} aria-describedby={`${id}-says`}>
        <legend>{label}</legend>
        {children}
        {!unsure && <LinesField ask={ask} value={value} change={change} members={members} strict={strict} />}
        {sum !== undefined && <p className="lines-sum">{t("visit.sum", { n: shortYuan(sum) })}</p>}
        {notSure}
        {foot}
      </fieldset>
    );
  }
  return (
    <div className="visit-ask" data-ask={ask.name}>
      <label htmlFor={id}>{label}</label>
      {children}
      <Written
        ask={ask}
        id={id}
        value={unsure ? "" : value}
        change={change}
        disabled={unsure}
        bad={fault !== undefined}
      />
      {notSure}
      {foot}
    </div>
  );
}

interface WrittenProps {
  ask: Ask;
  id: string;
  value: string;
  change: (value: string) => void;
  disabled: boolean;
  bad: boolean;
}

function Written({ ask, id, value, change, disabled, bad }: WrittenProps) {
  const p = usePlan();
  const common = { id, value, disabled, "aria-invalid": bad || undefined, "aria-describedby": `${id}-says` };
  if (ask.type === "text" && ask.max > 60) {
    return <textarea {...common} rows={3} maxLength={ask.max} onChange={(e) => change(e.target.value)} />;
  }
  const amount = ask.type === "money" || ask.type === "int";
  const unit = ask.type === "money" ? "元" : ask.unit;
  return (
    <div className="visit-line">
      <input
        {...common}
        type={ask.type === "date" ? "date" : "text"}
        inputMode={amount ? "decimal" : undefined}
        maxLength={ask.type === "text" && ask.max > 0 ? ask.max : undefined}
        onChange={(e) => change(e.target.value)}
      />
      {amount && unit && <span>{p(unit)}</span>}
    </div>
  );
}

/** The answers to choose from; null where something is to be written. */
function choicesOf(ask: Ask): string[] | null {
  const unsure = ask.unsure ? [UNSURE] : [];
  if (ask.type === "bool") return [YES, NO, ...unsure];
  if (ask.type === "code") return [...ask.options, ...unsure];
  return null;
}
