import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAskExport, useExports } from "@/api/exports";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { Icon } from "@/parts/Icon";
import { Faults } from "./Faults";
import { ReasonField } from "./ReasonField";
import "./form.css";

interface Props {
  list: string;
  /** What narrows the list, by the names that its route has; empty values narrow nothing. */
  filter?: object;
}

/** The button of a list that takes it away as Excel or CSV, as it is filtered. */
export function TakeAway({ list, filter = {} }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        <Icon name="out" />
        {t("exports.take")}
      </button>
      {open && <TakeAwayDialog list={list} filter={filter} close={() => setOpen(false)} />}
    </>
  );
}

const formats = ["xlsx", "csv"] as const;

function TakeAwayDialog({ list, filter, close }: Required<Props> & { close: () => void }) {
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
