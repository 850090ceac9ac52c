import { Modal } from "antd";
import { useTranslation } from "@/i18n/react";
import { Copy } from "@/parts/Copy";

/** A token's text, shown this once and kept nowhere. */
export function TokenOnce({ name, text, close }: { name: string; text: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={t("mine.text", { name })}
      okText={t("mine.textDone")}
      cancelButtonProps={{ style: { display: "none" } }}
      onOk={close}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={560}
    >
      <p>
        <code className="me-secret">{text}</code>
        <Copy text={() => text} label={t("common.copy")} />
      </p>
      <p className="second">{t("mine.textHow")}</p>
    </Modal>
  );
}
