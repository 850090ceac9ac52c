import { useState } from "react";
import { type Complaint, useAnswerComplaint } from "@/api/complaints";
import type { Me } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { daysBetween } from "@/parts/format";
import { Mark } from "@/parts/Mark";

const levels = ["", "village", "town", "county", "city"] as const;

/** One complaint, until when it is to be answered, and the answer. */
export function ComplaintCard({ complaint: c, me }: { complaint: Complaint; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [answering, setAnswering] = useState(false);
  const act = useAnswerComplaint(c.id);
  const left = daysBetween(me.today, c.due_on);
  const level = levels[c.about_level] || "village";
  return (
    <article className="card complaint" aria-label={t("complaints.no", { id: c.id })}>
      <header>
        <h2>
          {t("complaints.no", { id: c.id })} · {p(c.kind)}
        </h2>
        <span className="note">
          {c.division_name} · {t("complaints.of", { level: t(`complaints.level.${level}`) })}
          {c.about && ` · ${c.about}`} · {t("complaints.received", { day: c.received_on })}
          {c.received_by === "-" && ` · ${t("complaints.byPage")}`}
        </span>
        {c.answered_on === "" && (
          <span className="end">
            <span className={c.late ? "complaint-late" : "note"}>
              <Mark name={c.late ? "late" : "in_time"} />{" "}
              {c.late ? t("complaints.late", { n: -left }) : t("complaints.due", { day: c.due_on, n: left })}
              {c.provisional && "*"}
            </span>
            <button type="button" className="button" onClick={() => setAnswering(true)}>
              {t("complaints.answer")}
            </button>
          </span>
        )}
      </header>
      <div className="body">
        <blockquote>{c.says}</blockquote>
        <p className="note">
          {t("complaints.who", {
            name: c.name || t("complaints.noName"),
            phone: c.phone || t("common.none"),
          })}
        </p>
        {c.answered_on && (
          <p>{t("complaints.answeredBy", { day: c.answered_on, name: c.answered_by, says: c.answer })}</p>
        )}
      </div>
      {answering && (
        <ActDialog
          title={t("complaints.answer")}
          ok={t("complaints.answer")}
          lead={t("complaints.answerLead")}
          asks={[question("answer", "查了什么、怎么处理、怎么答复的", "text", { required: true, max: 2000 })]}
          busy={act.isPending}
          error={act.error}
          submit={(a) =>
            act.mutate(
              { version: c.version, answer: a.answer ?? "" },
              { onSuccess: () => setAnswering(false) },
            )
          }
          close={() => setAnswering(false)}
        />
      )}
    </article>
  );
}
