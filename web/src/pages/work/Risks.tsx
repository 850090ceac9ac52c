import type { CaseRow, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

/** What a case is about, in the fewest words: its first risk, how many more, and ⚡ where it is urgent. */
export function Risks({ of: c, me }: { of: CaseRow; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const open = c.alerts.filter((a) => !a.gone);
  const names = [
    ...new Set(
      (open.length > 0 ? open : c.alerts).map(
        (a) => me.rules.find((r) => r.name === a.rule)?.risk || a.label,
      ),
    ),
  ];
  const [first, ...more] = c.main_risk ? [c.main_risk, ...names] : names;
  const all = c.alerts.map((a) => p(a.label)).join(" · ");
  return (
    <span className="risks" title={all || undefined}>
      {c.urgency === "红" && (
        <span className="risk-urgent">
          <Mark name="urgent" />
          {t("urgency.红")}
        </span>
      )}
      {first ? <span className="tag">{p(first)}</span> : <span className="note">—</span>}
      {more.length > 0 && <span className="note">+{more.length}</span>}
      {c.checks > 0 && <span className="note">{t("work.checks", { n: c.checks })}</span>}
      {c.alerts.length > 0 && open.length === 0 && <span className="note">{t("case.gone")}</span>}
    </span>
  );
}
