import { App, Checkbox, DatePicker, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useId, useState } from "react";
import { asProblem } from "@/api/problem";
import { useAskChange, useChangeKinds, useHousehold } from "@/api/registry";
import type { Household } from "@/api/types";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Mark } from "@/parts/Mark";
import { asked, blankDraft, type Draft } from "./asked";
import { CorrectFields } from "./CorrectFields";
import { PersonFields } from "./PersonFields";
import { Relations } from "./Relations";

interface Props {
  household: Household;
  close: () => void;
}

/** Asks for a change of a household. What could not be applied is refused at once, and nothing is lost. */
export function AskChange({ household: h, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const { message } = App.useApp();
  const kinds = useChangeKinds().data;
  const ask = useAskChange(h.code);
  const [d, setDraft] = useState<Draft>(() => blankDraft(me.today));
  const set = (more: Partial<Draft>) => setDraft((held) => ({ ...held, ...more }));
  const needs = kinds?.kinds.find((k) => k.kind === d.kind)?.needs ?? [];
  const has = (need: string) => needs.includes(need);
  const other = useHousehold(d.other.trim(), d.kind === "merge" && d.other.trim().length > 5).data;
  const problem = ask.error ? asProblem(ask.error) : null;
  const fault = (field: string) => problem?.at(field);
  const members = h.members.map((m, i) => ({ value: i, label: `${m.name}（${p(m.relation)}）` }));
  const relations = kinds?.member.find((f) => f.field === "relation")?.codes ?? [];

  const submit = () =>
    ask.mutate(asked(d, needs, h, other), {
      onSuccess: (c) => {
        void message.success(t("changes.askedOk", { id: c.id }));
        close();
      },
    });
  const shown = [
    "kind",
    "on",
    "member",
    "fields",
    "persons",
    "members",
    "other",
    "code",
    "relations",
    "reason",
  ];
  return (
    <Modal
      open
      title={t("changes.askTitle", { name: h.head })}
      okText={t("changes.submit")}
      cancelText={t("common.cancel")}
      onCancel={close}
      onOk={submit}
      confirmLoading={ask.isPending}
      okButtonProps={{ disabled: !kinds }}
      mask={{ closable: false }}
      width={620}
    >
      <div className="form">
        <p className="form-lead">{t("changes.askLead")}</p>
        <Line label={t("changes.kind")} fault={fault("kind")}>
          {(id) => (
            <Select
              id={id}
              value={d.kind}
              onChange={(kind) => setDraft({ ...blankDraft(me.today), reason: d.reason, kind })}
              options={(kinds?.kinds ?? []).map((k) => ({ value: k.kind, label: p(k.label) }))}
            />
          )}
        </Line>
        {has("on") && (
          <Line label={t("changes.on")} fault={fault("on")}>
            {(id) => (
              <DatePicker
                id={id}
                value={d.on ? dayjs(d.on) : null}
                maxDate={dayjs(me.today)}
                onChange={(day) => set({ on: day ? day.format("YYYY-MM-DD") : "" })}
              />
            )}
          </Line>
        )}
        {has("member") && (
          <Line label={t("changes.who")} fault={fault("member")}>
            {(id) => (
              <Select
                id={id}
                value={d.member}
                onChange={(member) => set({ member, field: "", value: "" })}
                options={[
                  ...(d.kind === "correct" ? [{ value: -1, label: t("changes.wholeHousehold") }] : []),
                  ...members,
                ]}
              />
            )}
          </Line>
        )}
        {d.kind === "correct" && kinds && (
          <CorrectFields
            draft={d}
            set={set}
            fields={d.member < 0 ? kinds.household : kinds.member}
            fault={fault("fields")}
          />
        )}
        {d.kind === "identify" && (
          <Line label={t("changes.newNumber")} fault={fault("fields")}>
            {(id) => (
              <Input
                id={id}
                value={d.number}
                maxLength={20}
                onChange={(e) => set({ number: e.target.value })}
              />
            )}
          </Line>
        )}
        {has("persons") && kinds && (
          <PersonFields
            person={d.person}
            fields={kinds.member}
            change={(person) => set({ person })}
            fault={fault("persons")}
          />
        )}
        {has("members") && (
          <fieldset className="ask">
            <legend>{t("changes.leave")}</legend>
            <Checkbox.Group value={d.leave} onChange={(leave) => set({ leave })} options={members} />
            <Wrong says={fault("members")} />
          </fieldset>
        )}
        {has("other") && (
          <Line label={d.kind === "merge" ? t("changes.other") : t("changes.otherTo")} fault={fault("other")}>
            {(id) => (
              <Input
                id={id}
                value={d.other}
                maxLength={32}
                onChange={(e) => set({ other: e.target.value })}
              />
            )}
          </Line>
        )}
        {has("code") && (
          <Line label={t("changes.code")} fault={fault("code")}>
            {(id) => (
              <Input id={id} value={d.code} maxLength={32} onChange={(e) => set({ code: e.target.value })} />
            )}
          </Line>
        )}
        {has("relations") && (
          <Relations
            household={h}
            other={other}
            words={relations}
            chosen={d.relations}
            change={(relations) => set({ relations })}
            fault={fault("relations")}
          />
        )}
        <Line label={t("changes.reason")} fault={fault("reason")}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              value={d.reason}
              maxLength={200}
              onChange={(e) => set({ reason: e.target.value })}
            />
          )}
        </Line>
        {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest(shown)} />}
      </div>
    </Modal>
  );
}

/** A labelled line of the form, and what is wrong with it. */
export function Line({
  label,
  fault,
  children,
}: {
  label: string;
  fault?: string | undefined;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="ask">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      <Wrong says={fault} />
    </div>
  );
}

/** What the server says against a field. */
export function Wrong({ says }: { says: string | undefined }) {
  const p = usePlan();
  if (!says) return null;
  return (
    <p className="fault" role="alert">
      <Mark name="late" />
      {p(says)}
    </p>
  );
}
