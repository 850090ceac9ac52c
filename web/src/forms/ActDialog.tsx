import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { asProblem } from "@/api/problem";
import type { Ask } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { AskField } from "./AskField";
import { type Answers, sent } from "./answers";
import { Faults } from "./Faults";
import "./form.css";

interface Props {
  title: string;
  ok: string;
  asks: Ask[];
  initial?: Answers;
  lead?: ReactNode;
  busy: boolean;
  error: unknown;
  submit: (answers: Answers) => void;
  close: () => void;
}

/** The form of an act that is no move of the workflow. */
export function ActDialog({ title, ok, asks, initial = {}, lead, busy, error, submit, close }: Props) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState<Answers>(initial);
  const problem = error ? asProblem(error) : null;
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t("common.cancel")}
      onCancel={close}
      onOk={() => submit(sent(asks, answers))}
      confirmLoading={busy}
      mask={{ closable: false }}
      width={560}
    >
      <div className="form">
        {lead && <div className="form-lead">{lead}</div>}
        {asks.map((a) => (
          <AskField
            key={a.name}
            ask={a}
            value={answers[a.name] ?? ""}
            change={(v) => setAnswers((all) => ({ ...all, [a.name]: v }))}
            fault={problem?.at(a.name)}
          />
        ))}
        {problem && (
          <Faults
            says={problem.code === "offline" ? [t("state.offline")] : problem.rest(asks.map((a) => a.name))}
          />
        )}
      </div>
    </Modal>
  );
}
