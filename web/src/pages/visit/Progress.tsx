import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import type { Step } from "./steps";

interface Props {
  steps: Step[];
  step: number;
  seen: number;
  lacking: string[];
  turn: (to: number) => void;
}

/** The steps as a bar: done, here, looked at with something missing, still ahead. */
export function Progress({ steps, step, seen, lacking, turn }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <ol className="visit-progress">
      {steps.map((s, i) => {
        const left = s.asks.filter((a) => lacking.includes(a.name)).length;
        const name = s.titles.map(p).join(t("work.comma"));
        const kind = i === step ? "here" : i > seen ? "" : left === 0 ? "done" : "left";
        return (
          <li key={name || i}>
            <button
              type="button"
              className={kind}
              onClick={() => turn(i)}
              aria-current={i === step ? "step" : undefined}
            >
              <span className="hidden">
                {t("visit.step", { at: i + 1, all: steps.length })} {name}{" "}
                {left > 0 ? t("visit.lacking", { n: left }) : ""}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
