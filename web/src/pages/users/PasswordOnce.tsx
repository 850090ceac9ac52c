import { Modal } from "antd";
import { useTranslation } from "@/i18n/react";
import { Copy } from "@/parts/Copy";

interface Props {
  name: string;
  login: string;
  password: string;
  close: () => void;
}

/** A one-time password, shown this once and kept nowhere. */
export function PasswordOnce({ name, login, password, close }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("users.once", { name })}
      okText={t("users.onceDone")}
      cancelButtonProps={{ style: { display: "none" } }}
      onOk={close}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={460}
    >
      <dl className="once">
        <dt>{t("users.login")}</dt>
        <dd>
          <code>{login}</code>
        </dd>
        <dt>{t("users.password")}</dt>
        <dd>
          <code className="once-password">{password}</code>
          <Copy text={() => password} label={t("common.copy")} />
        </dd>
      </dl>
      <p className="second">{t("users.onceHow")}</p>
    </Modal>
  );
}
