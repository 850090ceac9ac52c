import { useLiftBlock, usePause, useReopen, useSupervise } from "@/api/cases";
import type { Case, Me } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import type { Answers } from "@/forms/answers";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { type LifeAct, mayPauseFor, stopped } from "./lifeActs";

interface Props {
  file: Case;
  me: Me;
  act: LifeAct;
  close: () => void;
}

const ofAct = {
  lift: [
    question("number", "文号", "text", { required: true, max: 60 }),
    question("reason", "准许消除的理由", "text", { required: true, max: 500 }),
  ],
  supervise: [
    question("reason", "为什么督办、要办成什么", "text", { required: true, max: 500 }),
    question("due_on", "最迟哪天答复", "date", { required: true }),
  ],
  reopen: [question("reason", "为什么发回重新办理", "text", { required: true, max: 500 })],
};

/** The form of an act beside the steps: of a clock, of a lifted block, of an order from above. */
export function LifeDialog({ file, me, act, close }: Props) {
  const { t } = useTranslation();
  const pause = usePause(file.case.id);
  const lift = useLiftBlock(file.case.id);
  const supervise = useSupervise(file.case.id);
  const reopen = useReopen(file.case.id);
  const version = file.case.version;
  const options = act === "resume" ? stopped(file) : mayPauseFor(me);
  const asks =
    act === "pause" || act === "resume"
      ? [
          question("reason", "停表的原因", "code", { options, required: true }),
          question("says", "情况说明（本户意愿的写原话）", "text", { required: true, max: 500 }),
        ]
      : ofAct[act];
  const doing = { lift, supervise, reopen, pause, resume: pause }[act];
  const submit = (a: Answers) => {
    const said = { version, reason: a.reason ?? "" };
    const then = { onSuccess: close };
    if (act === "lift") lift.mutate({ ...said, number: a.number ?? "" }, then);
    else if (act === "supervise") supervise.mutate({ ...said, due_on: a.due_on ?? "" }, then);
    else if (act === "reopen") reopen.mutate(said, then);
    else pause.mutate({ ...said, says: a.says ?? "", resume: act === "resume" }, then);
  };
  const [only] = options;
  return (
    <ActDialog
      title={t(`life.${act}`)}
      ok={t(`life.${act}`)}
      lead={t(`life.${act}Lead`)}
      asks={asks}
      initial={!(act in ofAct) && options.length === 1 && only ? { reason: only } : {}}
      busy={doing.isPending}
      error={doing.error}
      submit={submit}
      close={close}
    />
  );
}
