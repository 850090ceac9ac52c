import { Modal } from "antd";
import { useState } from "react";
import { type Bulk, useBulk, useBulkTrial, useLoads } from "@/api/cases";
import { asProblem } from "@/api/problem";
import type { Ask, CaseRow, FlowMove, Outcome } from "@/api/types";
import { useWho } from "@/app/SignedIn";
import { AskField } from "@/forms/AskField";
import { type Answers, missing, sent } from "@/forms/answers";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { ReasonField } from "@/forms/ReasonField";
import { usePlan } from "@/i18n/plan";
import { Loads } from "./Loads";
import { Outcomes } from "./Outcomes";

interface Props {
  move: FlowMove | undefined;
  rows: CaseRow[];
  close: () => void;
  /** Tells which are done, so that they leave the choice. */
  done: (ids: number[]) => void;
}

/** An answer that lets a trial get past what is not filled in yet. */
const standIn = (a: Ask, today: string) =>
  a.type === "date" ? today : a.type === "code" ? (a.options[0] ?? "") : a.type === "text" ? "试算" : "1";

/** Says first how many can and which cannot and why; then asks for what the act needs. */
export function BulkDialog({ move, rows, close, done }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const [answers, setAnswers] = useState<Answers>({});
  const [reason, setReason] = useState("");
  const bulk = useBulk();
  const asks = move?.asks ?? [];
  const ids = rows.map((r) => r.id);
  const body: Bulk = { move: move?.name ?? "", ids, reason: reason.trim(), form: sent(asks, answers) };
  const guesses = Object.fromEntries(missing(asks, answers).map((a) => [a.name, standIn(a, me.today)]));
  const trial = useBulkTrial({
    ...body,
    reason: move?.reason ? "试算" : "",
    form: { ...body.form, ...guesses },
  });
  const loads = useLoads(ids, move?.to === "dispatched");
  if (!move) return null;

  const can = trial.data?.filter((o) => o.done).length ?? 0;
  const unready = missing(asks, answers).length > 0 || (move.reason && !reason.trim());
  const problem = bulk.error ? asProblem(bulk.error) : trial.error ? asProblem(trial.error) : null;
  const result: Outcome[] | undefined = bulk.data;
  return (
    <Modal
      open
      title={t("bulk.title", { move: p(move.label) })}
      okText={result ? t("common.close") : t("bulk.act", { move: p(move.label), n: can })}
      cancelText={t("common.cancel")}
      {...(result && { footer: (_, { OkBtn }) => <OkBtn /> })}
      onOk={() =>
        result
          ? close()
          : bulk.mutate(body, { onSuccess: (out) => done(out.filter((o) => o.done).map((o) => o.id)) })
      }
      okButtonProps={{ disabled: !result && (can === 0 || unready) }}
      confirmLoading={bulk.isPending}
      onCancel={close}
      width={620}
      mask={{ closable: false }}
    >
      <div className="form">
        {result ? (
          <Outcomes outcomes={result} rows={rows} past />
        ) : (
          <>
            {trial.data ? (
              <Outcomes outcomes={trial.data} rows={rows} />
            ) : (
              <p className="form-lead">{t("bulk.trying")}</p>
            )}
            {loads.data && <Loads loads={loads.data} />}
            {asks.map((a) => (
              <AskField
                key={a.name}
                ask={a}
                value={answers[a.name] ?? ""}
                change={(v) => setAnswers((all) => ({ ...all, [a.name]: v }))}
                fault={problem?.at(a.name)}
              />
            ))}
            {move.reason && (
              <ReasonField
                value={reason}
                change={setReason}
                label={t("bulk.reason")}
                fault={problem?.at("reason")}
              />
            )}
            {problem && <Faults says={problem.rest([...asks.map((a) => a.name), "reason"])} />}
          </>
        )}
      </div>
    </Modal>
  );
}
