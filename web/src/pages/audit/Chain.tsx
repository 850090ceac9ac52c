import { asProblem } from "@/api/problem";
import { useVerify } from "@/api/users";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";

/** Walks the whole chain when somebody asks, and says whether it holds. */
export function Chain() {
  const { t } = useTranslation();
  const check = useVerify();
  const found = check.data;
  return (
    <div className="audit-verify">
      <button type="button" className="button" disabled={check.isPending} onClick={() => check.mutate()}>
        {t("audit.verify")}
      </button>
      <div role="status">
        {check.isPending && (
          <p className="audit-chain waiting">
            <Mark name="waiting" size={14} />
            {t("audit.checking")}
          </p>
        )}
        {found && (
          <p className={found.ok ? "audit-chain" : "audit-chain broken"}>
            <Mark name={found.ok ? "done" : "late"} size={14} />
            {found.ok
              ? t("audit.holds", { n: whole(found.count) })
              : t("audit.broken", { where: found.broken })}
          </p>
        )}
      </div>
      {check.error && <Faults says={[asProblem(check.error).message]} />}
    </div>
  );
}
