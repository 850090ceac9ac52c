import type { Household } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** The family as it is registered, to be gone through one by one. */
export function Members({ of: h }: { of: Household }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <ul className="visit-members">
      {h.members.map((m) => (
        <li key={m.number}>
          <strong>{m.name}</strong>
          <span>
            {p(m.relation)} · {t("visit.years", { n: m.age })}
            {!m.living_together && ` · ${t("members.away")}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
