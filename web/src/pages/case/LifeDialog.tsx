import { useTranslation } from "react-i18next";
import { useLiftBlock, usePause } from "@/api/cases";
import type { Case, Me } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import type { Answers } from "@/forms/answers";
import { question } from "@/forms/question";
import { type LifeAct, mayPauseFor, stopped } from "./lifeActs";

interface Props {
  file: Case;
  me: Me;
  act: LifeAct;
  close: () => void;
}

/** The form by which a clock is stopped or goes on, or a block is lifted. */
export function LifeDialog({ file, me, act, close }: Props) {
  const { t } = useTranslation();
  const pause = usePause(file.case.id);
  const lift = useLiftBlock(file.case.id);
  const version = file.case.version;
  const options = act === "resume" ? stopped(file) : mayPauseFor(me);
  const asks =
    act === "lift"
      ? [
          question("number", "文号", "text", { required: true, max: 60 }),
          question("reason", "准许消除的理由", "text", { required: true, max: 500 }),
        ]
      : [
          question("reason", "停表的原因", "code", { options, required: true }),
          question("says", "情况说明（本户意愿的写原话）", "text", { required: true, max: 500 }),
        ];
  const submit = (a: Answers) => {
    if (act === "lift") {
      lift.mutate({ version, number: a.number ?? "", reason: a.reason ?? "" }, { onSuccess: close });
      return;
    }
    const body = { version, reason: a.reason ?? "", says: a.says ?? "", resume: act === "resume" };
    pause.mutate(body, { onSuccess: close });
  };
  const [only] = options;
  return (
    <ActDialog
      title={t(`life.${act}`)}
      ok={t(`life.${act}`)}
      lead={t(`life.${act}Lead`)}
      asks={asks}
      initial={act !== "lift" && options.length === 1 && only ? { reason: only } : {}}
      busy={pause.isPending || lift.isPending}
      error={pause.error ?? lift.error}
      submit={submit}
      close={close}
    />
  );
}
