import { useMemo, useState } from "react";
import { asProblem } from "@/api/problem";
import type { User } from "@/api/types";
import { useResetFactor, useResetPassword, useUpdateUser, useUsers } from "@/api/users";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import "@/forms/form.css";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Empty, Failed, Loading } from "@/parts/states";
import { Confirm } from "./Confirm";
import { Grants } from "./Grants";
import { HandoverDialog } from "./HandoverDialog";
import { PasswordOnce } from "./PasswordOnce";
import { SheetDialog } from "./SheetDialog";
import { State } from "./State";
import { UserDialog } from "./UserDialog";
import "./users.css";

/** Roles that work on cases: their tasks may be handed over. */
const delegable = ["village_cadre", "village_team", "town_clerk", "town_head", "county_clerk", "county_head"];

/** Who may sign in, as what, and where. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const users = useUsers();
  const update = useUpdateUser();
  const reset = useResetPassword();
  const factor = useResetFactor();
  const [find, setFind] = useState("");
  const [editing, setEditing] = useState<User | "new" | null>(null);
  const [sheet, setSheet] = useState(false);
  const [leaving, setLeaving] = useState<User | null>(null);
  const [asked, setAsked] = useState<{ user: User; act: "disable" | "enable" | "reset" | "factor" } | null>(
    null,
  );
  const [once, setOnce] = useState<{ name: string; login: string; password: string } | null>(null);
  const shown = useMemo(() => {
    const text = find.trim().toLowerCase();
    return (users.data ?? []).filter((u) =>
      [u.login, u.name, ...u.grants.flatMap((g) => [g.role_label, g.owner, g.division_name])]
        .join(" ")
        .toLowerCase()
        .includes(text),
    );
  }, [users.data, find]);
  const problem = update.error ?? reset.error ?? factor.error;

  const confirmed = () => {
    if (!asked) return;
    const { user, act } = asked;
    setAsked(null);
    if (act === "reset") {
      reset.mutate(user.id, {
        onSuccess: (r) => setOnce({ name: user.name, login: user.login, password: r.one_time_password }),
      });
    } else if (act === "factor") factor.mutate(user.id);
    else update.mutate({ id: user.id, disabled: act === "disable" });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("users.title")}</h1>
        <span className="second">{t("users.lead", { n: whole(users.data?.length ?? 0) })}</span>
        <div className="end">
          <input
            className="users-find"
            value={find}
            onChange={(e) => setFind(e.target.value)}
            placeholder={t("users.find")}
            aria-label={t("users.find")}
          />
          <TakeAway list="users" />
          <button type="button" className="button" onClick={() => setSheet(true)}>
            {t("users.sheet.open")}
          </button>
          <button type="button" className="button main" onClick={() => setEditing("new")}>
            <Icon name="plus" />
            {t("users.create")}
          </button>
        </div>
      </div>
      {problem && <Faults says={[asProblem(problem).message]} />}
      <section className="card" aria-label={t("users.title")}>
        {users.isError && !users.data ? (
          <Failed error={users.error} again={() => users.refetch()} />
        ) : !users.data ? (
          <Loading rows={10} />
        ) : shown.length === 0 ? (
          <Empty title={t("users.none")} />
        ) : (
          <div className="scroll-x">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t("users.name")}</th>
                  <th scope="col">{t("users.login")}</th>
                  <th scope="col">{t("users.grants")}</th>
                  <th scope="col">{t("users.state")}</th>
                  <th scope="col">
                    <span className="hidden">{t("users.acts")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((u) => (
                  <tr key={u.id} className={cx(u.disabled && "away")}>
                    <th scope="row" className="plain">
                      {u.name}
                    </th>
                    <td>
                      <code>{u.login}</code>
                    </td>
                    <td>
                      <Grants of={u.grants} />
                    </td>
                    <td>
                      <State user={u} />
                    </td>
                    <td className="users-acts">
                      <button type="button" className="button plain" onClick={() => setEditing(u)}>
                        {t("common.edit")}
                        <span className="hidden"> {u.name}</span>
                      </button>
                      {u.id !== me.user.id && (
                        <>
                          {u.grants.some((g) => delegable.includes(g.role)) && (
                            <button type="button" className="button plain" onClick={() => setLeaving(u)}>
                              {t("users.handover.open")}
                              <span className="hidden"> {u.name}</span>
                            </button>
                          )}
                          <button
                            type="button"
                            className="button plain"
                            onClick={() => setAsked({ user: u, act: "reset" })}
                          >
                            {t("users.reset")}
                            <span className="hidden"> {u.name}</span>
                          </button>
                          {u.second_factor && (
                            <button
                              type="button"
                              className="button plain"
                              onClick={() => setAsked({ user: u, act: "factor" })}
                            >
                              {t("users.factor")}
                              <span className="hidden"> {u.name}</span>
                            </button>
                          )}
                          <button
                            type="button"
                            className="button plain"
                            onClick={() => setAsked({ user: u, act: u.disabled ? "enable" : "disable" })}
                          >
                            {u.disabled ? t("users.enable") : t("users.disable")}
                            <span className="hidden"> {u.name}</span>
                          </button>
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {editing && (
        <UserDialog
          user={editing === "new" ? null : editing}
          close={() => setEditing(null)}
          made={(user, password) => setOnce({ name: user.name, login: user.login, password })}
        />
      )}
      {asked && (
        <Confirm
          title={t(`users.ask_${asked.act}`, { name: asked.user.name })}
          says={t(`users.then_${asked.act}`)}
          ok={t(`users.${asked.act}`)}
          act={confirmed}
          close={() => setAsked(null)}
        />
      )}
      {leaving && <HandoverDialog user={leaving} close={() => setLeaving(null)} />}
      {sheet && <SheetDialog close={() => setSheet(false)} />}
      {once && <PasswordOnce {...once} close={() => setOnce(null)} />}
    </>
  );
}
