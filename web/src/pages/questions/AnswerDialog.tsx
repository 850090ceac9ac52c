import { useState } from "react";
import { useAnswerQuestion } from "@/api/questions";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { newOnce } from "@/phone/photos";
import { shrink } from "@/phone/shrink";

const findings = ["数据属实", "数据有误", "无法判断"];

interface Props {
  id: number;
  title: string;
  close: () => void;
  /** By a county clerk for a department that wrote a letter. */
  letter?: boolean;
}

/** Right, wrong with the right value, or cannot tell; words, and a photo of the paper. */
export function AnswerDialog({ id, title, close, letter = false }: Props) {
  const { t } = useTranslation();
  const act = useAnswerQuestion(id);
  const [proof, setProof] = useState({ name: "", data: "", once: "" });
  const [broken, setBroken] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      setProof({ name: file.name, data: await shrink(file, ""), once: newOnce() });
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <ActDialog
      title={title}
      ok={t("questions.send")}
      lead={
        <>
          <p>{t(letter ? "questions.letterLead" : "questions.answerLead")}</p>
          <label className="button">
            {proof.name || t("questions.proof")}
            <input
              type="file"
              className="hidden"
              accept="image/*"
              onChange={(e) => void take(e.target.files?.[0])}
            />
          </label>
          {broken && (
            <p className="fault" role="alert">
              {t("questions.noPicture")}
            </p>
          )}
        </>
      }
      asks={[
        question("finding", "核对结果", "code", { required: true, options: findings }),
        question("corrected", "正确的值", "text", { max: 100 }),
        question("says", "核对情况", "text", { required: true, max: 500 }),
        ...(letter ? [question("letter", "来函文号或答复方式", "text", { required: true, max: 60 })] : []),
      ]}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            finding: a.finding ?? "",
            corrected: a.corrected ?? "",
            says: a.says ?? "",
            letter: a.letter ?? "",
            ...(proof.data ? { proof: proof.data, once: proof.once } : {}),
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}
