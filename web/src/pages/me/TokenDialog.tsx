import { Checkbox, Input, Modal } from "antd";
import { useId, useState } from "react";
import { useCreateToken } from "@/api/account";
import { asProblem } from "@/api/problem";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { ProofField } from "./ProofField";

interface Props {
  close: () => void;
  made: (name: string, text: string) => void;
}

/** Makes a token: a name, how long it holds, what it may do. */
export function TokenDialog({ close, made }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const id = useId();
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [writes, setWrites] = useState(false);
  const [picked, setPicked] = useState(me.user.grants.map((_, i) => i));
  const grants = me.user.grants
    .filter((_, i) => picked.includes(i))
    .map((g) => ({ role: g.role, division: g.division, owner: g.owner }));
  const submit = () =>
    create.mutate(
      { name: name.trim(), days: Number(days) || 0, writes, grants },
      {
        onSuccess: (r) => {
          close();
          made(r.token.name, r.text);
        },
      },
    );
  return (
    <Modal
      open
      title={t("mine.make")}
      okText={t("mine.make")}
      cancelText={t("common.cancel")}
      onOk={submit}
      onCancel={close}
      okButtonProps={{ disabled: !name.trim() || grants.length === 0 }}
      confirmLoading={create.isPending}
      mask={{ closable: false }}
      width={520}
    >
      <div className="form">
        <ProofField
          label={t("mine.name")}
          field="name"
          value={name}
          write={setName}
          error={asField(create.error, "name")}
          maxLength={40}
        />
        <div className="ask">
          <label htmlFor={id}>
            {t("mine.days")} <span className="note">{t("mine.daysNote")}</span>
          </label>
          <Input id={id} value={days} inputMode="numeric" onChange={(e) => setDays(e.target.value)} />
        </div>
        <div className="ask">
          <Checkbox checked={writes} onChange={(e) => setWrites(e.target.checked)}>
            {t("mine.mayWrite")}
          </Checkbox>
          <span className="note">{t("mine.mayWriteNote")}</span>
        </div>
        {me.user.grants.length > 1 && (
          <fieldset className="ask">
            <legend>{t("mine.some")}</legend>
            <Checkbox.Group
              value={picked}
              onChange={(value) => setPicked(value)}
              options={me.user.grants.map((g, i) => ({
                value: i,
                label: `${p(g.role_label)} ${p(g.owner)} ${shortPlace(g.division_name)}`,
              }))}
            />
          </fieldset>
        )}
        {create.error && <Faults says={asProblem(create.error).rest(["name"])} />}
      </div>
    </Modal>
  );
}

/** The error, if it is about a field. */
const asField = (error: unknown, field: string) => (error && asProblem(error).at(field) ? error : undefined);
