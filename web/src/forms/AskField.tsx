import { Checkbox, DatePicker, Input, Radio, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useId } from "react";
import type { Ask } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DivisionPicker } from "@/pages/users/DivisionPicker";
import { Mark } from "@/parts/Mark";
import { NO, UNSURE, YES } from "./answers";
import { LinesField } from "./LinesField";

interface Props {
  ask: Ask;
  value: string;
  change: (value: string) => void;
  fault?: string | undefined;
}

/** One question of a form at the desk: label, control, "not sure" where it is allowed, and what is wrong. */
export function AskField({ ask, value, change, fault }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const unsure = value === UNSURE;
  const grouped =
    ask.type === "bool" || ask.type === "lines" || (ask.type === "code" && ask.options.length <= 5);
  const label = (
    <>
      {p(ask.label)}
      {!ask.required && <span className="note"> {t("form.optional")}</span>}
    </>
  );
  const control = unsure ? null : (
    <Control ask={ask} id={id} value={value} change={change} bad={fault !== undefined} />
  );
  const foot: ReactNode = (
    <>
      {ask.unsure && (
        <Checkbox checked={unsure} onChange={(e) => change(e.target.checked ? UNSURE : "")}>
          {t("common.unsure")}
        </Checkbox>
      )}
      {fault && (
        <p className="fault" role="alert" id={`${id}-fault`}>
          <Mark name="late" />
          {p(fault)}
        </p>
      )}
    </>
  );
  if (grouped) {
    return (
      <fieldset className="ask" data-ask={ask.name}>
        <legend>{label}</legend>
        {control}
        {foot}
      </fieldset>
    );
  }
  return (
    <div className="ask" data-ask={ask.name}>
      <label htmlFor={id}>{label}</label>
      {control}
      {foot}
    </div>
  );
}

interface ControlProps {
  ask: Ask;
  id: string;
  value: string;
  change: (value: string) => void;
  bad: boolean;
}

function Control({ ask, id, value, change, bad }: ControlProps) {
  const { t } = useTranslation();
  const p = usePlan();
  const status = bad ? ("error" as const) : ("" as const);
  const described = bad ? { "aria-describedby": `${id}-fault`, "aria-invalid": true } : {};
  switch (ask.type) {
    case "lines":
      return <LinesField ask={ask} value={value} change={change} members={[]} strict={bad} />;
    case "bool":
      return (
        <Radio.Group
          value={value}
          onChange={(e) => change(e.target.value)}
          options={[
            { value: YES, label: t("common.yes") },
            { value: NO, label: t("common.no") },
          ]}
        />
      );
    case "code":
      if (ask.options.length <= 5) {
        return (
          <Radio.Group
            value={value}
            onChange={(e) => change(e.target.value)}
            options={ask.options.map((o) => ({ value: o, label: p(o) }))}
          />
        );
      }
      return (
        <Select
          id={id}
          value={value || undefined}
          onChange={change}
          status={status}
          placeholder={t("form.pick")}
          virtual={false}
          options={ask.options.map((o) => ({ value: o, label: p(o) }))}
          {...described}
        />
      );
    case "date":
      return (
        <DatePicker
          id={id}
          value={value ? dayjs(value) : null}
          onChange={(d) => change(d ? d.format("YYYY-MM-DD") : "")}
          status={status}
          {...described}
        />
      );
    case "division":
      return <DivisionPicker value={value} change={change} label={p(ask.label)} />;
    case "int":
    case "money":
      return (
        <Input
          id={id}
          value={value}
          onChange={(e) => change(e.target.value)}
          inputMode="decimal"
          suffix={p(ask.type === "money" ? "元" : ask.unit)}
          status={status}
          style={{ maxWidth: "14rem" }}
          {...described}
        />
      );
    default: {
      const max = ask.max > 0 ? { maxLength: ask.max } : {};
      return ask.max > 60 ? (
        <Input.TextArea
          id={id}
          value={value}
          onChange={(e) => change(e.target.value)}
          rows={3}
          status={status}
          {...max}
          {...described}
        />
      ) : (
        <Input
          id={id}
          value={value}
          onChange={(e) => change(e.target.value)}
          status={status}
          {...max}
          {...described}
        />
      );
    }
  }
}
