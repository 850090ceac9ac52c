import { useState } from "react";
import { useSaySupervision } from "@/api/cases";
import type { Supervision } from "@/api/supervisions";
import type { Case } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { SupervisionStand } from "../supervisions/SupervisionStand";

const asks = {
  answer: [question("says", "办了什么、结果怎样", "text", { required: true, max: 2000 })],
  close: [question("says", "是否办到位、为什么办结", "text", { required: true, max: 2000 })],
};

/** What the city or the province ordered about this case, until it is closed. */
export function SupervisionsCard({ file }: { file: Case }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<{ of: Supervision; act: "answer" | "close" } | null>(null);
  if (file.supervisions.length === 0) return null;
  return (
    <section className="card" id="supervisions" tabIndex={-1} aria-labelledby="supervisions-title">
      <header>
        <h2 id="supervisions-title">{t("supervisions.title")}</h2>
        <span className="note">{t("supervisions.lead")}</span>
      </header>
      <div className="body">
        <ul className="objections">
          {file.supervisions.map((v) => (
            <li key={v.id}>
              <SupervisionStand supervision={v} />
              <p>{v.reason}</p>
              {v.answer && (
                <p className="second">
                  {t("supervisions.answered", { day: v.answered_on, name: v.answered_by, says: v.answer })}
                </p>
              )}
              {v.verdict && (
                <p className="second">
                  {t("supervisions.closedWith", { day: v.closed_on, says: v.verdict })}
                </p>
              )}
              {v.may_answer && (
                <button
                  type="button"
                  className="button main no-print"
                  onClick={() => setDoing({ of: v, act: "answer" })}
                >
                  {t("supervisions.answer")}
                </button>
              )}
              {v.may_close && (
                <button
                  type="button"
                  className="button no-print"
                  onClick={() => setDoing({ of: v, act: "close" })}
                >
                  {t("supervisions.close")}
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
      {doing && <Says file={file} {...doing} close={() => setDoing(null)} />}
    </section>
  );
}

function Says({
  file,
  of,
  act,
  close,
}: {
  file: Case;
  of: Supervision;
  act: "answer" | "close";
  close: () => void;
}) {
  const { t } = useTranslation();
  const say = useSaySupervision(file.case.id, of.id, act);
  return (
    <ActDialog
      title={t(`supervisions.${act}`)}
      ok={t(`supervisions.${act}`)}
      lead={act === "answer" ? of.reason : of.answer}
      asks={asks[act]}
      busy={say.isPending}
      error={say.error}
      submit={(a) => say.mutate({ version: file.case.version, says: a.says ?? "" }, { onSuccess: close })}
      close={close}
    />
  );
}
