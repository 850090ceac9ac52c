import { Checkbox, Input, Modal, Select } from "antd";
import { useId, useState } from "react";
import { asProblem } from "@/api/problem";
import type { User } from "@/api/types";
import { type Granted, useCreateUser, useOwners, useUpdateUser } from "@/api/users";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { usePlan } from "@/i18n/plan";
import { Icon } from "@/parts/Icon";
import { Mark } from "@/parts/Mark";
import { DivisionPicker } from "./DivisionPicker";

/** Every role, in the order of the contract. */
export const roles = [
  "village_cadre",
  "village_team",
  "town_clerk",
  "town_head",
  "county_clerk",
  "county_head",
  "department",
  "city",
  "province",
  "evaluator",
  "analyst",
  "sysadmin",
  "secadmin",
  "auditor",
] as const;

interface Props {
  user: User | null;
  close: () => void;
  made: (user: User, password: string) => void;
}

/** Makes a user or changes one: name, roles, and where each holds. */
export function UserDialog({ user, close, made }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const create = useCreateUser();
  const update = useUpdateUser();
  const owners = useOwners();
  const [login, setLogin] = useState(user?.login ?? "");
  const [name, setName] = useState(user?.name ?? "");
  const [grants, setGrants] = useState<Granted[]>(
    user?.grants.map((g) => ({ role: g.role, division: g.division, owner: g.owner })) ?? [
      { role: "village_cadre", division: "" },
    ],
  );
  const [number, setNumber] = useState("");
  const [unlink, setUnlink] = useState(false);
  const error = create.error ?? update.error;
  const problem = error ? asProblem(error) : null;
  const set = (i: number, change: Partial<Granted>) =>
    setGrants(grants.map((g, at) => (at === i ? { ...g, ...change } : g)));
  const submit = () => {
    const own = unlink ? { id_number: "" } : number.trim() ? { id_number: number.trim() } : {};
    if (user) update.mutate({ id: user.id, name: name.trim(), grants, ...own }, { onSuccess: close });
    else
      create.mutate(
        { login: login.trim(), name: name.trim(), grants, ...own },
        {
          onSuccess: (r) => {
            close();
            made(r.user, r.one_time_password);
          },
        },
      );
  };
  const fault = (field: string) => {
    const says = problem?.at(field);
    return (
      says && (
        <p className="fault" role="alert">
          <Mark name="late" />
          {p(says)}
        </p>
      )
    );
  };
  return (
    <Modal
      open
      title={user ? t("users.change", { name: user.name }) : t("users.create")}
      okText={user ? t("common.save") : t("users.create")}
      cancelText={t("common.cancel")}
      onOk={submit}
      onCancel={close}
      okButtonProps={{ disabled: !login.trim() || !name.trim() || grants.some((g) => !g.division) }}
      confirmLoading={create.isPending || update.isPending}
      mask={{ closable: false }}
      width={640}
    >
      <div className="form">
        <div className="ask">
          <label htmlFor={`${id}-name`}>{t("users.name")}</label>
          <Input id={`${id}-name`} value={name} onChange={(e) => setName(e.target.value)} maxLength={30} />
          {fault("name")}
        </div>
        <div className="ask">
          <label htmlFor={`${id}-login`}>{t("users.login")}</label>
          <Input
            id={`${id}-login`}
            value={login}
            onChange={(e) => setLogin(e.target.value)}
            maxLength={64}
            disabled={user !== null}
          />
          {fault("login")}
        </div>
        <div className="ask">
          <label htmlFor={`${id}-number`}>{t("users.own")}</label>
          <Input
            id={`${id}-number`}
            value={number}
            onChange={(e) => setNumber(e.target.value)}
            maxLength={18}
            autoComplete="off"
            disabled={unlink}
            placeholder={user?.linked ? t("users.ownHeld") : undefined}
            aria-describedby={`${id}-own`}
          />
          <p className="note" id={`${id}-own`}>
            {t("users.ownWhy")}
          </p>
          {user?.linked && (
            <Checkbox checked={unlink} onChange={(e) => setUnlink(e.target.checked)}>
              {t("users.ownDrop")}
            </Checkbox>
          )}
          {fault("id_number")}
        </div>
        <fieldset className="ask">
          <legend>{t("users.grants")}</legend>
          {grants.map((g, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: grants have no name of their own
            <div key={i} className="grant">
              <Select
                value={g.role}
                onChange={(role) => set(i, { role, owner: "" })}
                aria-label={t("users.role")}
                virtual={false}
                options={roles.map((r) => ({ value: r, label: t(`role.${r}`) }))}
              />
              <DivisionPicker value={g.division} change={(division) => set(i, { division })} />
              {g.role === "department" && (
                <Select
                  className="grant-owner"
                  value={g.owner || undefined}
                  onChange={(owner) => set(i, { owner })}
                  aria-label={t("users.owner")}
                  placeholder={t("users.ownerNone")}
                  status={g.owner ? "" : "warning"}
                  virtual={false}
                  options={(owners.data ?? []).map((o) => ({ value: o, label: p(o) }))}
                />
              )}
              {grants.length > 1 && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t("users.dropGrant")}
                  onClick={() => setGrants(grants.filter((_, at) => at !== i))}
                >
                  <Icon name="close" size={13} />
                </button>
              )}
            </div>
          ))}
          {fault("grants")}
          <button
            type="button"
            className="button plain"
            onClick={() => setGrants([...grants, { role: "village_cadre", division: "" }])}
          >
            <Icon name="plus" size={13} />
            {t("users.addGrant")}
          </button>
        </fieldset>
        {problem && <Faults says={problem.rest(["name", "login", "grants", "id_number"])} />}
      </div>
    </Modal>
  );
}
