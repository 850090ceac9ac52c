import { Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAskExport, useExports } from "@/api/exports";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Faults } from "./Faults";
import { ReasonField } from "./ReasonField";
import "./form.css";

const formats = ["xlsx", "csv"] as const;

interface Props {
  list: string;
  filter: object;
  close: () => void;
}

/** Asks for a list as a file: its format, and why where numbers are to be opened. */
export function TakeAwayDialog({ list, filter, close }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const may = useExports().data?.lists.find((l) => l.list === list);
  const ask = useAskExport();
  const [format, setFormat] = useState<(typeof formats)[number]>("xlsx");
  const [whole, setWhole] = useState(false);
  const [reason, setReason] = useState("");
  const problem = ask.error ? asProblem(ask.error) : null;
  const needsReason = whole || reason !== "" || problem?.at("reason") !== undefined;
  const chosen = Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== "" && value !== false && value !== undefined)
      .map(([name, value]) => [name, value === true ? "1" : String(value)]),
  );
  const made = ask.data;
  return (
    <Modal
      open
      title={t("exports.title", { list: p(may?.label ?? list) })}
      okText={t(made ? "common.close" : "exports.ask")}
      cancelText={t("common.cancel")}
      cancelButtonProps={made ? { style: { display: "none" } } : {}}
      onCancel={close}
      onOk={() =>
        made
          ? close()
          : ask.mutate({ list, format, filter: chosen, whole, reason: needsReason ? reason : "" })
      }
      confirmLoading={ask.isPending}
      mask={{ closable: false }}
      width={520}
    >
      {made ? (
        <p role="status">
          {t(made.link ? "exports.begun" : "exports.waits")} <Link to="/exports">{t("exports.page")}</Link>
        </p>
      ) : (
        <div className="form">
          <p className="form-lead">{t("exports.lead")}</p>
          <fieldset className="ask">
            <legend>{t("exports.format")}</legend>
            {formats.map((f) => (
              <label key={f} className="choice">
                <input type="radio" name="format" checked={f === format} onChange={() => setFormat(f)} />{" "}
                {t(`exports.${f}`)}
              </label>
            ))}
          </fieldset>
          {may?.whole && (
            <label className="choice">
              <input type="checkbox" checked={whole} onChange={(e) => setWhole(e.target.checked)} />{" "}
              {t("exports.whole")}
            </label>
          )}
          {needsReason && (
            <ReasonField
              value={reason}
              change={setReason}
              fault={problem?.at("reason")}
              note={t("exports.two")}
            />
          )}
          {problem && <Faults says={problem.rest(["reason"])} />}
        </div>
      )}
    </Modal>
  );
}
