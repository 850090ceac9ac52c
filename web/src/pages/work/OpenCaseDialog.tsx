import { Input, Modal, Radio } from "antd";
import { useId, useState } from "react";
import { useOpenCase } from "@/api/cases";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Mark } from "@/parts/Mark";

const channels = ["自主申报", "代报", "干部排查", "热线信访交办"] as const;

interface Props {
  close: () => void;
  opened: (id: number) => void;
}

/** Lays a clue that did not come from a screening. */
export function OpenCaseDialog({ close, opened }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const open = useOpenCase();
  const [household, setHousehold] = useState("");
  const [channel, setChannel] = useState<string>("干部排查");
  const [says, setSays] = useState("");
  const problem = open.error ? asProblem(open.error) : null;
  const notThere = problem?.status === 404 ? t("open.noHousehold") : undefined;
  const fault = (text: string | undefined) =>
    text && (
      <p className="fault" role="alert">
        <Mark name="late" />
        {p(text)}
      </p>
    );
  return (
    <Modal
      open
      title={t("work.register")}
      okText={t("open.act")}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: !household.trim() || !says.trim() }}
      confirmLoading={open.isPending}
      onCancel={close}
      onOk={() =>
        open.mutate(
          { household: household.trim(), channel, says: says.trim() },
          { onSuccess: (c) => opened(c.case.id) },
        )
      }
      mask={{ closable: false }}
    >
      <div className="form">
        <p className="form-lead">{t("open.lead")}</p>
        <div className="ask">
          <label htmlFor={`${id}-household`}>{t("open.household")}</label>
          <Input
            id={`${id}-household`}
            value={household}
            onChange={(e) => setHousehold(e.target.value)}
            maxLength={32}
          />
          {fault(notThere ?? problem?.at("household"))}
        </div>
        <fieldset className="ask">
          <legend>{t("open.channel")}</legend>
          <Radio.Group
            value={channel}
            onChange={(e) => setChannel(e.target.value)}
            options={channels.map((c) => ({ value: c, label: p(c) }))}
          />
          {fault(problem?.at("channel"))}
        </fieldset>
        <div className="ask">
          <label htmlFor={`${id}-says`}>{t("open.says")}</label>
          <Input.TextArea
            id={`${id}-says`}
            value={says}
            onChange={(e) => setSays(e.target.value)}
            maxLength={1000}
            rows={3}
          />
          {fault(problem?.at("says"))}
        </div>
        {problem && !notThere && <Faults says={problem.rest(["household", "channel", "says"])} />}
      </div>
    </Modal>
  );
}
