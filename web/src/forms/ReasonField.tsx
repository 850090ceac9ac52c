import { Input } from "antd";
import { useId } from "react";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

interface Props {
  value: string;
  change: (value: string) => void;
  fault?: string | undefined;
  label?: string | undefined;
  note?: string;
}

/** Why something is done; it goes into the revisions. */
export function ReasonField({ value, change, fault, label, note }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  return (
    <div className="ask" data-ask="reason">
      <label htmlFor={id}>{label ?? t("form.reason")}</label>
      <Input.TextArea
        id={id}
        value={value}
        onChange={(e) => change(e.target.value)}
        maxLength={500}
        rows={3}
        status={fault ? "error" : ""}
      />
      {fault ? (
        <p className="fault" role="alert">
          <Mark name="late" />
          {p(fault)}
        </p>
      ) : (
        note && <p className="note">{note}</p>
      )}
    </div>
  );
}
