import { useAnswerHit, useTellHits } from "@/api/cases";
import type { Case, Hit } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortDay } from "@/parts/format";

/** When the household was told of a hit, until when it may answer, and what it said. */
export function Heard({ hit, today }: { hit: Hit; today: string }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <>
      <div className="note">
        {hit.told_on
          ? `${t("hits.told", { day: shortDay(hit.told_on, today), way: p(hit.told_way) })} · ${t("hits.answerBy", { day: shortDay(hit.answer_by, today) })}`
          : t("hits.untold")}
      </div>
      {hit.answers.map((a) => (
        <p key={`${a.said_on} ${a.says}`} className="hit-answer">
          {t("hits.household", { day: shortDay(a.said_on, today), way: p(a.way), says: a.says })}
          {!a.heard && <strong> {t("hits.unheard")}</strong>}
        </p>
      ))}
    </>
  );
}

/** The household was told of its hits; its days to answer begin. */
export function TellDialog({ file, today, close }: { file: Case; today: string; close: () => void }) {
  const { t } = useTranslation();
  const act = useTellHits(file.case.id);
  return (
    <ActDialog
      title={t("hits.tell")}
      ok={t("common.save")}
      lead={t("hits.tellLead")}
      asks={[
        question("told_on", "告知日期", "date", { required: true }),
        question("way", "怎么告知的", "code", {
          required: true,
          options: ["当面念给本人", "送告知单", "电话"],
        }),
      ]}
      initial={{ told_on: today }}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          { version: file.case.version, told_on: a.told_on ?? "", way: a.way ?? "" },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}

/** What the household says to a hit. */
export function AnswerDialog({
  file,
  hit,
  today,
  close,
}: {
  file: Case;
  hit: Hit;
  today: string;
  close: () => void;
}) {
  const { t } = useTranslation();
  const p = usePlan();
  const act = useAnswerHit(file.case.id);
  return (
    <ActDialog
      title={`${p(hit.label)} · ${t("hits.answer")}`}
      ok={t("common.save")}
      lead={t("hits.answerLead")}
      asks={[
        question("says", "农户的说法（原话）", "text", { required: true, max: 1000 }),
        question("way", "怎么答复的", "code", { required: true, options: ["当面", "书面", "电话"] }),
        question("said_on", "答复日期", "date", { required: true }),
      ]}
      initial={{ said_on: today }}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            version: file.case.version,
            id: hit.id,
            says: a.says ?? "",
            way: a.way ?? "",
            said_on: a.said_on ?? "",
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}
