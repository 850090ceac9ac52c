import { Modal } from "antd";
import { useTranslation } from "@/i18n/react";

interface Props {
  title: string;
  says: string;
  ok: string;
  act: () => void;
  close: () => void;
}

/** Asks before what cannot simply be taken back, and says what follows. */
export function Confirm({ title, says, ok, act, close }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={t("common.cancel")}
      onOk={act}
      onCancel={close}
      width={440}
    >
      <p>{says}</p>
    </Modal>
  );
}
