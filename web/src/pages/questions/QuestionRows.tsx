import { useState } from "react";
import { useQuestion, useUnmaskQuestion } from "@/api/questions";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { Failed, Loading } from "@/parts/states";
import { Rows } from "@/sum/Rows";

/** The rows of the own tables on which a question rests, and whom they name. */
export function QuestionRows({ id, names }: { id: number; names: readonly string[] }) {
  const { t } = useTranslation();
  const q = useQuestion(id);
  const [asked, setAsked] = useState("");
  const [shown, setShown] = useState<Record<string, string>>({});
  if (q.isError) return <Failed error={q.error} again={() => q.refetch()} />;
  if (!q.data) return <Loading rows={3} />;
  return (
    <>
      {q.data.rows.length > 0 ? <Rows rows={q.data.rows} /> : <p className="note">{t("questions.noRows")}</p>}
      <p className="question-acts">
        {names
          .filter((n) => n.includes("*"))
          .map((n) =>
            shown[n] ? (
              <code key={n}>{shown[n]}</code>
            ) : (
              <button key={n} type="button" className="button" onClick={() => setAsked(n)}>
                {t("questions.whole", { name: n })}
              </button>
            ),
          )}
      </p>
      {asked && (
        <Unmask
          id={id}
          name={asked}
          close={() => setAsked("")}
          show={(value) => setShown({ ...shown, [asked]: value })}
        />
      )}
    </>
  );
}

interface UnmaskProps {
  id: number;
  name: string;
  close: () => void;
  show: (value: string) => void;
}

function Unmask({ id, name, close, show }: UnmaskProps) {
  const { t } = useTranslation();
  const act = useUnmaskQuestion(id);
  return (
    <ActDialog
      title={t("questions.whole", { name })}
      ok={t("questions.show")}
      lead={t("questions.logged")}
      asks={[question("reason", "查看理由", "text", { required: true, max: 200 })]}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          { name, reason: a.reason ?? "" },
          {
            onSuccess: (r) => {
              show(r.value);
              close();
            },
          },
        )
      }
      close={close}
    />
  );
}
