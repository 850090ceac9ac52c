import { useState } from "react";
import { Link } from "react-router";
import { type Correction, useAnswerCorrection } from "@/api/corrections";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import "../complaints/complaints.css";

const asks = [
  question("outcome", "答复", "code", { options: ["已更正", "部分更正", "不更正"], required: true }),
  question("says", "核实了什么、理由是什么、怎么答复的", "text", { required: true, max: 1000 }),
  question("change", "改登记的变更申请号（没有就空着）", "int"),
];

/** One request, until when it is to be answered, and the answer. */
export function CorrectionCard({ correction: c }: { correction: Correction }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [answering, setAnswering] = useState(false);
  const act = useAnswerCorrection(c.id);
  return (
    <article className="card complaint" aria-label={t("corrections.no", { id: c.id })}>
      <header>
        <h2>
          {t("corrections.no", { id: c.id })} · <Link to={`/households/${c.household}`}>{c.name}</Link>
        </h2>
        <span className="note">
          {shortPlace(c.division_name)} · {t("corrections.received", { day: c.received_on })}
        </span>
        <span className="end">
          <span className={c.late ? "complaint-late" : "note"}>
            <Mark name={c.late ? "late" : c.outcome ? "done" : "in_time"} />{" "}
            {t(c.late ? "corrections.late" : "corrections.due", { day: c.due_on })}
          </span>
          {c.may_answer && (
            <button type="button" className="button" onClick={() => setAnswering(true)}>
              {t("corrections.answer")}
            </button>
          )}
        </span>
      </header>
      <div className="body">
        <blockquote>{c.says}</blockquote>
        {c.outcome && (
          <p>
            {t("corrections.answeredBy", {
              day: c.answered_on,
              name: c.answered_by,
              outcome: p(c.outcome),
              says: c.answer,
            })}{" "}
            {c.change > 0 && (
              <Link to={`/changes/${c.change}`}>{t("corrections.change", { id: c.change })}</Link>
            )}
          </p>
        )}
      </div>
      {answering && (
        <ActDialog
          title={t("corrections.answer")}
          ok={t("corrections.answer")}
          lead={c.says}
          asks={asks}
          busy={act.isPending}
          error={act.error}
          submit={(a) =>
            act.mutate(
              {
                version: c.version,
                outcome: a.outcome ?? "",
                says: a.says ?? "",
                change: Number(a.change) || 0,
              },
              { onSuccess: () => setAnswering(false) },
            )
          }
          close={() => setAnswering(false)}
        />
      )}
    </article>
  );
}
