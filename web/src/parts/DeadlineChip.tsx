import type { CaseRow, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { deadline } from "./deadline";
import { Mark } from "./Mark";
import "./chip.css";

/** Shape, words and a bar of elapsed time with its half marked. */
export function DeadlineChip({ of: c, me }: { of: CaseRow; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const final = me.flow.states.find((s) => s.name === c.state)?.final ?? false;
  const d = deadline(c, me.today, final, t);
  const title = [
    c.due_on && !final && t("work.dueOn", { day: c.due_on }),
    c.provisional && !final && t("work.provisional"),
    c.paused_on && p(c.pause_reason),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <span className={`chip ${d.tone}`} title={title || undefined}>
      <span className="chip-words">
        <Mark name={d.mark} />
        {d.words}
        {c.provisional && !final && "*"}
      </span>
      {d.gone !== null && (
        <span className="chip-bar" aria-hidden="true">
          <i style={{ inlineSize: `${d.gone * 100}%` }} />
        </span>
      )}
    </span>
  );
}
