import { Checkbox, Input, Modal, Radio } from "antd";
import { useId, useState } from "react";
import { type DeclareFor, useDeclareFor } from "@/api/declarations";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Line, Wrong } from "@/pages/changes/AskChange";
import { isVillage, useHere, Village } from "./Village";

const shown = [
  "village",
  "household",
  "way",
  "name",
  "number",
  "phone",
  "troubles",
  "words",
  "proxy",
  "consent",
];

interface Props {
  /** What may be ticked, and how it may have been heard: the server's own words. */
  troubles: string[];
  ways: string[];
  close: () => void;
}

/** An official writes down what a family says, at the door, by phone or at the counter. */
export function DeclareDialog({ troubles, ways, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const here = useHere();
  const declare = useDeclareFor();
  const [d, setDraft] = useState<DeclareFor>({
    village: here,
    way: ways[0] ?? "",
    self: true,
    name: "",
    number: "",
    phone: "",
    troubles: [],
    words: "",
    proxy: "",
    relation: "",
    consent: false,
  });
  const put = (more: Partial<DeclareFor>) => setDraft((held) => ({ ...held, ...more }));
  const problem = declare.error ? asProblem(declare.error) : null;
  const text = (field: "name" | "number" | "phone" | "proxy" | "relation", most: number) => (
    <Line label={t(`declarations.${field}`)} fault={problem?.at(field)}>
      {(at) => (
        <Input
          id={at}
          value={d[field] ?? ""}
          maxLength={most}
          autoComplete="off"
          onChange={(e) => put({ [field]: e.target.value })}
        />
      )}
    </Line>
  );
  if (declare.data) {
    return (
      <Modal
        open
        title={t("declarations.got")}
        onCancel={close}
        onOk={close}
        cancelButtonProps={{ hidden: true }}
      >
        <p>{t("declarations.tell")}</p>
        <p className="declaration-receipt">{declare.data.receipt}</p>
        <p>{p(declare.data.receipt_says)}</p>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t("declarations.write")}
      okText={t("declarations.submit")}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: !isVillage(d.village) }}
      confirmLoading={declare.isPending}
      onCancel={close}
      onOk={() => declare.mutate(d)}
      mask={{ closable: false }}
      width={620}
    >
      <div className="form">
        <p className="form-lead">{t("declarations.writeLead")}</p>
        <div className="ask">
          <label htmlFor={`${id}-village`}>{t("declarations.village")}</label>
          <Village id={`${id}-village`} value={d.village} change={(village) => put({ village })} />
          <Wrong says={problem?.at("village")} />
        </div>
        <fieldset className="ask">
          <legend>{t("declarations.way")}</legend>
          <Radio.Group
            value={d.way}
            onChange={(e) => put({ way: e.target.value })}
            options={ways.map((w) => ({ value: w, label: p(w) }))}
          />
        </fieldset>
        <fieldset className="ask">
          <legend>{t("declarations.troubles")}</legend>
          <Checkbox.Group
            value={d.troubles}
            onChange={(chosen) => put({ troubles: chosen })}
            options={troubles.map((w) => ({ value: w, label: p(w) }))}
          />
          <Wrong says={problem?.at("troubles")} />
        </fieldset>
        <Line label={t("declarations.words")} fault={problem?.at("words")}>
          {(at) => (
            <Input.TextArea
              id={at}
              rows={3}
              maxLength={1000}
              value={d.words ?? ""}
              onChange={(e) => put({ words: e.target.value })}
            />
          )}
        </Line>
        {text("name", 30)}
        {text("number", 24)}
        {text("phone", 20)}
        <Checkbox checked={!d.self} onChange={(e) => put({ self: !e.target.checked })}>
          {t("declarations.other")}
        </Checkbox>
        {!d.self && text("proxy", 30)}
        {!d.self && text("relation", 20)}
        <Checkbox checked={d.consent} onChange={(e) => put({ consent: e.target.checked })}>
          {t("declarations.consent")}
        </Checkbox>
        <Wrong says={problem?.at("consent")} />
        {problem && <Faults says={problem.rest(shown)} />}
      </div>
    </Modal>
  );
}
