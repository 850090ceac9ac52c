import { useId, useState } from "react";
import { asProblem } from "@/api/problem";
import { type BlindForm as Form, useSampled, useSendForm } from "@/api/samples";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Line, Wrong } from "@/pages/changes/AskChange";
import { Failed, Loading } from "@/parts/states";

const areas = ["food", "clothes", "schooling", "medical", "housing", "water", "work"] as const;
const fields = ["met", "members", ...areas, "risk", "words"];

interface Props {
  sample: number;
  position: number;
  sent: () => void;
}

/** The form of one household: who lives there to find it by, and questions; nothing that is held of it. */
export function BlindForm({ sample, position, sent }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const about = useSampled(sample, position);
  const send = useSendForm(sample, position);
  const [form, setForm] = useState<Form>({ met: "" });
  const problem = send.error ? asProblem(send.error) : null;
  const put = (name: keyof Form, value: string) => {
    send.reset();
    setForm((f) => ({ ...f, [name]: value }));
  };
  if (!about.data)
    return about.isError ? (
      <Failed error={about.error} again={() => about.refetch()} />
    ) : (
      <Loading rows={4} />
    );
  const { members, address, group } = about.data;
  return (
    <form
      className="form blind"
      onSubmit={(e) => {
        e.preventDefault();
        send.mutate(form, { onSuccess: sent });
      }}
    >
      <p className="second">
        {t("samples.address")} {[group, address].filter(Boolean).join(" ") || t("common.none")}
        <br />
        {t("samples.members_")}{" "}
        {members
          .map((m) =>
            t("samples.member", { name: m.name, sex: p(m.sex), age: m.age, relation: p(m.relation) }),
          )
          .join("；")}
      </p>
      <Choice
        legend={t("samples.met")}
        value={form.met}
        choose={(v) => put("met", v)}
        fault={problem?.at("met")}
        of={(["met", "absent", "moved"] as const).map((v) => [v, t(`samples.mets.${v}`)])}
      />
      {form.met === "met" && (
        <>
          <Line label={t("samples.names.members")} fault={problem?.at("members")}>
            {(id) => (
              <input
                id={id}
                className="samples-field"
                inputMode="numeric"
                value={form.members ?? ""}
                onChange={(e) => put("members", e.target.value)}
              />
            )}
          </Line>
          {areas.map((a) => (
            <Choice
              key={a}
              legend={t(`samples.names.${a}`)}
              value={form[a] ?? ""}
              choose={(v) => put(a, v)}
              fault={problem?.at(a)}
              of={(["ok", "trouble", "unsure"] as const).map((v) => [v, t(`samples.answers.${v}`)])}
            />
          ))}
          <Choice
            legend={t("samples.names.risk")}
            value={form.risk ?? ""}
            choose={(v) => put("risk", v)}
            fault={problem?.at("risk")}
            of={(["yes", "no", "unsure"] as const).map((v) => [v, t(`samples.answers.${v}`)])}
          />
        </>
      )}
      <Line
        label={t(form.met === "absent" || form.met === "moved" ? "samples.wordsMissing" : "samples.words")}
        fault={problem?.at("words")}
      >
        {(id) => (
          <textarea
            id={id}
            className="samples-field"
            rows={2}
            maxLength={1000}
            value={form.words ?? ""}
            onChange={(e) => put("words", e.target.value)}
          />
        )}
      </Line>
      {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(fields)} />}
      <button type="submit" className="button main" disabled={send.isPending}>
        {t("samples.send")}
      </button>
    </form>
  );
}

interface ChoiceProps {
  legend: string;
  value: string;
  choose: (value: string) => void;
  fault: string | undefined;
  of: (readonly [string, string])[];
}

function Choice({ legend, value, choose, fault, of }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset className="ask blind-choice">
      <legend>{legend}</legend>
      {of.map(([v, label]) => (
        <label key={v}>
          <input type="radio" name={name} value={v} checked={value === v} onChange={() => choose(v)} />{" "}
          {label}
        </label>
      ))}
      <Wrong says={fault} />
    </fieldset>
  );
}
