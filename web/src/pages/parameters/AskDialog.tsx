import { App, DatePicker, Input, Modal } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { type Parameter, useAskSetting } from "@/api/parameters";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Line } from "@/pages/changes/AskChange";

interface Props {
  parameter: Parameter;
  division: string;
  /** That was tried before; empty: none. */
  value?: string;
  close: () => void;
}

const shown = ["value", "from", "to", "number", "reason"];

/** Asks for a value of a parameter, with its validity and the document that sets it. */
export function AskDialog({ parameter, division, value = "", close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const { message } = App.useApp();
  const ask = useAskSetting();
  const [d, setDraft] = useState({ value, from: me.today, to: "", number: "", reason: "" });
  const put = (more: Partial<typeof d>) => setDraft((held) => ({ ...held, ...more }));
  const problem = ask.error ? asProblem(ask.error) : null;
  const submit = () =>
    ask.mutate(
      { parameter: parameter.parameter, division, ...d, value: d.value.trim() },
      {
        onSuccess: (r) => {
          void message.success(t("parameters.askedOk", { id: r.id }));
          close();
        },
      },
    );
  const day = (field: "from" | "to") => (id: string) => (
    <DatePicker
      id={id}
      value={d[field] ? dayjs(d[field]) : null}
      onChange={(on) => put({ [field]: on ? on.format("YYYY-MM-DD") : "" })}
    />
  );
  return (
    <Modal
      open
      title={t("parameters.askTitle", { name: p(parameter.label) })}
      okText={t("parameters.submit")}
      cancelText={t("common.cancel")}
      onOk={submit}
      onCancel={close}
      confirmLoading={ask.isPending}
      mask={{ closable: false }}
      width={560}
    >
      <div className="form">
        <p className="form-lead">{t("parameters.askLead")}</p>
        <Line label={t("parameters.newValue")} fault={problem?.at("value")}>
          {(id) => (
            <Input
              id={id}
              value={d.value}
              maxLength={20}
              suffix={p(parameter.unit)}
              onChange={(e) => put({ value: e.target.value })}
            />
          )}
        </Line>
        <Line label={t("parameters.from")} fault={problem?.at("from")}>
          {day("from")}
        </Line>
        <Line label={t("parameters.to")} fault={problem?.at("to")}>
          {day("to")}
        </Line>
        <Line label={t("parameters.number")} fault={problem?.at("number")}>
          {(id) => (
            <Input
              id={id}
              value={d.number}
              maxLength={60}
              onChange={(e) => put({ number: e.target.value })}
            />
          )}
        </Line>
        <Line label={t("parameters.reason")} fault={problem?.at("reason")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              value={d.reason}
              maxLength={200}
              onChange={(e) => put({ reason: e.target.value })}
            />
          )}
        </Line>
        {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(shown)} />}
      </div>
    </Modal>
  );
}
