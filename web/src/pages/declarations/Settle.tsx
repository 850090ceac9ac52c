import { Input } from "antd";
import { useId, useState } from "react";
import { type Declaration, useDismiss, useIdentify } from "@/api/declarations";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";

/** Says whose declaration it is, or puts aside what is nobody's, with a reason. */
export function Settle({ declaration: d }: { declaration: Declaration }) {
  const { t } = useTranslation();
  const id = useId();
  const [household, setHousehold] = useState(d.household);
  const [reason, setReason] = useState("");
  const identify = useIdentify(d.id);
  const dismiss = useDismiss(d.id);
  const failed = identify.error ?? dismiss.error;
  const problem = failed ? asProblem(failed) : null;
  const busy = identify.isPending || dismiss.isPending;
  return (
    <div className="declaration-acts no-print">
      <div>
        <label htmlFor={`${id}-household`}>{t("declarations.household")}</label>
        <Input
          id={`${id}-household`}
          value={household}
          maxLength={32}
          onChange={(e) => setHousehold(e.target.value)}
        />
        <button
          type="button"
          className="button main"
          disabled={busy || !household.trim()}
          onClick={() => {
            dismiss.reset();
            identify.mutate({ version: d.version, household: household.trim() });
          }}
        >
          {t("declarations.identify")}
        </button>
      </div>
      {!d.household && !d.dismissed_on && (
        <div>
          <label htmlFor={`${id}-reason`}>{t("declarations.why")}</label>
          <Input
            id={`${id}-reason`}
            value={reason}
            maxLength={200}
            onChange={(e) => setReason(e.target.value)}
          />
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => {
              identify.reset();
              dismiss.mutate({ version: d.version, reason: reason.trim() });
            }}
          >
            {t("declarations.dismiss")}
          </button>
        </div>
      )}
      {problem && <Faults says={problem.rest([])} />}
    </div>
  );
}
