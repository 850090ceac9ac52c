import { useState } from "react";
import { useSettleAlerts } from "@/api/cases";
import type { Case, Why } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** Settles one alert of a case that is under way, with what somebody found out. */
export function SettleAlert({ file, why }: { file: Case; why: Why }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [open, setOpen] = useState(false);
  const act = useSettleAlerts(file.case.id);
  return (
    <>
      <button type="button" className="button no-print why-settle" onClick={() => setOpen(true)}>
        {t("life.settle")}
        <span className="hidden"> {p(why.label)}</span>
      </button>
      {open && (
        <ActDialog
          title={`${t("life.settle")} · ${p(why.label)}`}
          ok={t("life.settle")}
          lead={t("life.settleLead")}
          asks={[question("reason", "核实情况和理由", "text", { required: true, max: 500 })]}
          busy={act.isPending}
          error={act.error}
          submit={(a) =>
            act.mutate(
              { version: file.case.version, alerts: [why.id], reason: a.reason ?? "" },
              { onSuccess: () => setOpen(false) },
            )
          }
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
