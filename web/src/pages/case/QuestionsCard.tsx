import type { Case, Me } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { Asked } from "./Asked";

/** What the desk asked departments about this clue, with their answers; none: nothing is shown. */
export function QuestionsCard({ file, me }: { file: Case; me: Me }) {
  const { t } = useTranslation();
  if (!file.questions.some((q) => q.hit === 0)) return null;
  return (
    <section className="card" aria-label={t("questions.title")}>
      <header>
        <h2>{t("questions.title")}</h2>
      </header>
      <div className="body">
        <Asked file={file} hit={0} me={me} />
      </div>
    </section>
  );
}
