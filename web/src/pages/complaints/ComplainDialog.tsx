import { Input, Modal, Radio } from "antd";
import { useState } from "react";
import { type Complain, useComplain } from "@/api/complaints";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Line, Wrong } from "@/pages/changes/AskChange";
import { useHere } from "@/pages/declarations/Village";
import { DivisionPicker } from "@/pages/users/DivisionPicker";

const shown = ["division", "kind", "about", "about_login", "about_level", "says", "phone"];
const kinds = ["人员", "拖延", "泄露", "其他"];
const levels = ["village", "town", "county", "city"] as const;

/** Writes a complaint down: whom it is about decides who will see it. */
export function ComplainDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const here = useHere();
  const complain = useComplain();
  const [c, setDraft] = useState<Complain>({
    division: here,
    kind: "",
    about: "",
    about_level: 1,
    says: "",
    name: "",
    phone: "",
  });
  const put = (more: Partial<Complain>) => setDraft((held) => ({ ...held, ...more }));
  const problem = complain.error ? asProblem(complain.error) : null;
  const text = (field: "about" | "about_login" | "name" | "phone", most: number) => (
    <Line label={t(`complaints.${field}`)} fault={problem?.at(field)}>
      {(at) => (
        <Input
          id={at}
          value={c[field] ?? ""}
          maxLength={most}
          autoComplete="off"
          onChange={(e) => put({ [field]: e.target.value })}
        />
      )}
    </Line>
  );
  if (complain.data) {
    return (
      <Modal
        open
        title={t("complaints.got")}
        onCancel={close}
        onOk={close}
        cancelButtonProps={{ hidden: true }}
      >
        <p>{t("complaints.tell", { id: complain.data.id, day: complain.data.due_on })}</p>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("complaints.write")}
      okText={t("complaints.write")}
      cancelText={t("common.cancel")}
      confirmLoading={complain.isPending}
      onCancel={close}
      onOk={() => complain.mutate(c)}
      mask={{ closable: false }}
      width={620}
    >
      <div className="form">
        <p className="form-lead">{t("complaints.writeLead")}</p>
        <fieldset className="ask" data-ask="division">
          <legend>{t("complaints.where")}</legend>
          <DivisionPicker
            value={c.division}
            change={(division) => put({ division })}
            label={t("complaints.where")}
          />
          <Wrong says={problem?.at("division")} />
        </fieldset>
        <fieldset className="ask" data-ask="kind">
          <legend>{t("complaints.kind")}</legend>
          <Radio.Group
            value={c.kind}
            onChange={(e) => put({ kind: e.target.value })}
            options={kinds.map((k) => ({ value: k, label: p(k) }))}
          />
          <Wrong says={problem?.at("kind")} />
        </fieldset>
        <fieldset className="ask" data-ask="about_level">
          <legend>{t("complaints.levelAsk")}</legend>
          <Radio.Group
            value={c.about_level}
            onChange={(e) => put({ about_level: e.target.value })}
            options={levels.map((l, i) => ({ value: i + 1, label: t(`complaints.level.${l}`) }))}
          />
          <p className="note">{t("complaints.levelNote")}</p>
          <Wrong says={problem?.at("about_level")} />
        </fieldset>
        {text("about", 60)}
        {text("about_login", 64)}
        <Line label={t("complaints.says")} fault={problem?.at("says")}>
          {(at) => (
            <Input.TextArea
              id={at}
              rows={4}
              maxLength={2000}
              value={c.says}
              onChange={(e) => put({ says: e.target.value })}
            />
          )}
        </Line>
        {text("name", 30)}
        {text("phone", 20)}
        {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(shown)} />}
      </div>
    </Modal>
  );
}
