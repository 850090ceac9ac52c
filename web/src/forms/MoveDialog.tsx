import { Modal } from "antd";
import { useState } from "react";
import { useMove, useReadAgain } from "@/api/cases";
import { asProblem } from "@/api/problem";
import type { Next } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { AskField } from "./AskField";
import { type Answers, sections, sent } from "./answers";
import { Faults } from "./Faults";
import { ReasonField } from "./ReasonField";
import "./form.css";

interface Props {
  id: number;
  version: number;
  today: string;
  move: Next;
  close: () => void;
}

/** The form of a move: its questions by section, a reason where one is asked for, and what the server refuses. */
export function MoveDialog({ id, version, today, move, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const act = useMove(id);
  const readAgain = useReadAgain(id);
  // A date asked for in a form is nearly always today's; it can be changed.
  const [answers, setAnswers] = useState<Answers>(() =>
    Object.fromEntries(move.asks.filter((a) => a.type === "date").map((a) => [a.name, today])),
  );
  const [reason, setReason] = useState("");
  const problem = act.error ? asProblem(act.error) : null;
  const shown = [...move.asks.map((a) => a.name), "reason"];
  const stale = problem?.code === "stale";

  const submit = () =>
    act.mutate(
      {
        version,
        move: move.move,
        form: sent(move.asks, answers),
        ...(move.reason && { reason: reason.trim() }),
      },
      {
        onSuccess: close,
        onError: () =>
          requestAnimationFrame(() =>
            document.querySelector(".ask .fault")?.scrollIntoView({ block: "center" }),
          ),
      },
    );
  return (
    <Modal
      open
      title={p(move.label)}
      okText={p(move.label)}
      cancelText={t("common.cancel")}
      onCancel={close}
      onOk={submit}
      confirmLoading={act.isPending}
      okButtonProps={{ disabled: stale }}
      width={620}
      mask={{ closable: false }}
    >
      <div className="form">
        <p className="form-lead">{t("form.becomes", { state: p(move.to_label) })}</p>
        {sections(move.asks).map((s) => (
          <section key={s.title} className="form-section">
            {s.title && <h3>{p(s.title)}</h3>}
            {s.asks.map((a) => (
              <AskField
                key={a.name}
                ask={a}
                value={answers[a.name] ?? ""}
                change={(v) => setAnswers((all) => ({ ...all, [a.name]: v }))}
                fault={problem?.at(a.name)}
              />
            ))}
          </section>
        ))}
        {move.reason && (
          <ReasonField
            value={reason}
            change={setReason}
            fault={problem?.at("reason")}
            label={move.asks.some((a) => a.label === "理由") ? t("form.reasonTold") : undefined}
          />
        )}
        {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(shown)} />}
        {stale && (
          <button
            type="button"
            className="button"
            onClick={() => {
              void readAgain();
              act.reset();
            }}
          >
            {t("form.readAgain")}
          </button>
        )}
      </div>
    </Modal>
  );
}
