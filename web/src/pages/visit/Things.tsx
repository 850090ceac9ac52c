import type { VisitDue } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** All that one visit answers: what has a day of its own with it, then what goes along. */
export function Things({ of }: { of: VisitDue }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <ul className="visit-things" aria-label={t("visit.things")}>
      {of.things.map((x) => (
        <li key={x.kind + x.name + x.label} className={x.late ? "late" : undefined}>
          {x.kind === "alert" ? t("visit.thingAlert", { label: p(x.label) }) : p(x.label)}
          {x.due_on && ` · ${t("visit.thingDue", { day: x.due_on })}`}
        </li>
      ))}
    </ul>
  );
}
