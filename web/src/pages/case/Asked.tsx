import { useState } from "react";
import type { Case, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { AnswerDialog } from "../questions/AnswerDialog";

interface Props {
  file: Case;
  /** Number of a hit; 0: what a desk asked. */
  hit: number;
  me: Me;
}

/** What departments were asked and what they said; a county clerk writes a letter in. */
export function Asked({ file, hit, me }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [writing, setWriting] = useState(0);
  const asked = file.questions.filter((q) => q.hit === hit);
  const clerk = me.user.grants.some((g) => g.role === "county_clerk");
  const pending = hit === 0 || file.hits.some((h) => h.id === hit && h.status === "pending");
  return asked.map((q) => (
    <div key={q.id} className="asked">
      {q.finding ? (
        <>
          <strong>{t("questions.said", { owner: p(q.owner), finding: p(q.finding) })}</strong>
          {q.corrected && ` · ${t("questions.shouldBe", { value: q.corrected })}`} · {q.says}
          <div className="note">
            {q.answered_name} {q.answered_on}
            {q.letter && ` · ${t("questions.byLetter", { letter: q.letter })}`}
            {q.days_late > 0 && ` · ${t("questions.late", { n: q.days_late })}`}
            {q.proof && (
              <>
                {" · "}
                <a href={q.proof} target="_blank" rel="noreferrer">
                  {t("questions.proofShown")}
                </a>
              </>
            )}
          </div>
        </>
      ) : q.closed ? (
        <span className="note">{t("questions.closed", { owner: p(q.owner) })}</span>
      ) : (
        <span className="note">{t("questions.waits", { owner: p(q.owner) })}</span>
      )}
      {!q.finding && !q.closed && pending && clerk && hit !== 0 && (
        <button type="button" className="button plain" onClick={() => setWriting(q.id)}>
          {t("questions.writeIn")}
        </button>
      )}
      {writing === q.id && (
        <AnswerDialog id={q.id} title={t("questions.writeIn")} letter close={() => setWriting(0)} />
      )}
    </div>
  ));
}
