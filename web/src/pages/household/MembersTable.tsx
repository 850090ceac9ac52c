import type { HouseholdPage } from "@/api/registry";
import type { Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { MemberRows } from "@/parts/MemberRows";

/** Who lives here, and how each counts in the two views of membership. */
export function MembersTable({ page, me }: { page: HouseholdPage; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const { household, counted } = page;
  const of = (member: number) => counted.find((c) => c.member === member);
  return (
    <section className="card" aria-labelledby="members-title">
      <header>
        <h2 id="members-title">{t("household.members")}</h2>
        <span className="note">
          {t("household.counts", {
            monitoring: counted.filter((c) => c.monitoring).length,
            assistance: counted.filter((c) => c.assistance === "in").length,
          })}
        </span>
      </header>
      <MemberRows
        household={household}
        me={me}
        heads={[t("household.monitoring"), t("household.assistance")]}
        away={(_, i) => of(i)?.monitoring === false}
        beside={(m) => (m.status === "" || m.status === "正常" ? "" : p(m.status))}
        cells={(_, i) => {
          const counts = of(i);
          return (
            <>
              <td data-head={t("household.monitoring")}>
                {counts?.monitoring ? t("household.counted") : t("household.notCounted")}
                {counts?.monitoring_why && <div className="note">{p(counts.monitoring_why)}</div>}
              </td>
              <td data-head={t("household.assistance")}>
                {counts?.assistance === "in"
                  ? t("household.counted")
                  : counts?.assistance === "check"
                    ? t("household.toAsk")
                    : t("household.notCounted")}
                {counts?.assistance_why && <div className="note">{p(counts.assistance_why)}</div>}
              </td>
            </>
          );
        }}
      />
    </section>
  );
}
