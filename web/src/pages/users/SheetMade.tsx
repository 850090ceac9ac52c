import { Modal } from "antd";
import type { UserMade } from "@/api/users";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";

/** The one-time passwords of a sheet's users, a slip each, shown this once; nothing else is printed. */
export function SheetMade({ made, close }: { made: UserMade[]; close: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <Modal
      open
      title={t("users.sheet.made", { n: made.length })}
      okText={t("users.sheet.done")}
      cancelText={t("users.sheet.print")}
      onOk={close}
      onCancel={() => window.print()}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={760}
      rootClassName="users-slips-dialog"
    >
      <p className="second">{t("users.sheet.once")}</p>
      <ul className="users-slips">
        {made.map(({ user, one_time_password }) => (
          <li key={user.id}>
            <strong>{user.name}</strong>{" "}
            <span className="note">
              {user.grants
                .map((g) => `${p(g.role_label)}${p(g.owner)} ${shortPlace(g.division_name)}`)
                .join("、")}
            </span>
            <dl>
              <dt>{t("users.login")}</dt>
              <dd>
                <code>{user.login}</code>
              </dd>
              <dt>{t("users.password")}</dt>
              <dd>
                <code>{one_time_password}</code>
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
