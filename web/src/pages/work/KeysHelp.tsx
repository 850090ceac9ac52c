import { Modal } from "antd";
import { useTranslation } from "@/i18n/react";

/** All keys of the list and of a case. */
export function KeysHelp({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const list: [string[], string][] = [
    [["J", "K"], t("keys.stepLong")],
    [[t("keys.space")], t("keys.peekLong")],
    [["X"], t("keys.chooseLong")],
    [["E"], t("keys.bulkLong")],
    [["Enter"], t("keys.openLong")],
    [["Esc"], t("keys.leave")],
  ];
  const file: [string[], string][] = [
    [["J", "K"], t("keys.neighbour")],
    [["1", "–", "7"], t("keys.sections")],
    [["Esc"], t("keys.back")],
  ];
  const everywhere: [string[], string][] = [
    [["Ctrl K"], t("keys.search")],
    [["?"], t("keys.help")],
  ];
  const table = (title: string, rows: [string[], string][]) => (
    <section>
      <h3>{title}</h3>
      <dl className="keys">
        {rows.map(([keys, says]) => (
          <div key={says}>
            <dt>{keys.map((k) => (k === "–" ? <span key={k}>{k}</span> : <kbd key={k}>{k}</kbd>))}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
  return (
    <Modal open title={t("keys.title")} onCancel={close} footer={null} width={520}>
      {table(t("keys.inList"), list)}
      {table(t("keys.inCase"), file)}
      {table(t("keys.everywhere"), everywhere)}
    </Modal>
  );
}
