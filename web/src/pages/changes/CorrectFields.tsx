import { Input, Select } from "antd";
import type { Field } from "@/api/registry";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Line } from "./AskChange";
import { type Draft, fieldOf } from "./asked";

interface Props {
  draft: Draft;
  set: (more: Partial<Draft>) => void;
  fields: Field[];
  fault: string | undefined;
}

/** Which field is wrong, and what it shall be. */
export function CorrectFields({ draft, set, fields, fault }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const field = fieldOf(fields, draft.field);
  return (
    <>
      <Line label={t("changes.field")} fault={draft.field ? undefined : fault}>
        {(id) => (
          <Select
            id={id}
            value={draft.field || undefined}
            onChange={(field) => set({ field, value: "" })}
            options={fields.map((f) => ({ value: f.field, label: p(f.label) }))}
          />
        )}
      </Line>
      {field && (
        <Line label={t("changes.proposed")} fault={fault}>
          {(id) => (
            <FieldValue id={id} field={field} value={draft.value} change={(value) => set({ value })} />
          )}
        </Line>
      )}
    </>
  );
}

interface ValueProps {
  id: string;
  field: Field;
  value: string;
  change: (value: string) => void;
}

/** A value of a field: one of its words, several of them, or free text. */
export function FieldValue({ id, field, value, change }: ValueProps) {
  const p = usePlan();
  const options = field.codes.map((c) => ({ value: c, label: p(c) }));
  if (field.several) {
    return (
      <Select
        id={id}
        mode="multiple"
        value={value ? value.split("、") : []}
        onChange={(words: string[]) => change(words.join("、"))}
        options={options}
      />
    );
  }
  if (options.length > 0)
    return <Select id={id} value={value || undefined} onChange={change} options={options} />;
  return <Input id={id} value={value} maxLength={200} onChange={(e) => change(e.target.value)} />;
}
