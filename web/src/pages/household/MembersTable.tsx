import { useTranslation } from "react-i18next";
import type { HouseholdPage } from "@/api/registry";
import type { Me } from "@/api/types";
import { mayUnmask } from "@/app/roles";
import { usePlan } from "@/i18n/plan";
import { cx } from "@/parts/cx";
import { Masked } from "@/parts/Masked";

/** Who lives here, and how each counts in the two views of membership. */
export function MembersTable({ page, me }: { page: HouseholdPage; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const { household: h, counted } = page;
  const unmask = mayUnmask(me);
  const rows = h.members
    .map((m, i) => ({ m, i, counts: counted.find((c) => c.member === i) }))
    .sort((a, b) => Number(b.m.relation === "户主") - Number(a.m.relation === "户主"));
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
      <div className="body scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("members.name")}</th>
              <th scope="col">{t("members.relation")}</th>
              <th scope="col">{t("members.sex")}</th>
              <th scope="col" className="number">
                {t("members.age")}
              </th>
              <th scope="col">{t("members.id")}</th>
              <th scope="col">{t("members.labor")}</th>
              <th scope="col">{t("members.health")}</th>
              <th scope="col">{t("household.monitoring")}</th>
              <th scope="col">{t("household.assistance")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ m, i, counts }) => (
              <tr key={m.number} className={cx(counts && !counts.monitoring && "away")}>
                <th scope="row" className="plain">
                  {m.name}
                  {m.status !== "" && m.status !== "正常" && <span className="note"> {p(m.status)}</span>}
                </th>
                <td>{p(m.relation)}</td>
                <td>{p(m.sex)}</td>
                <td className="number">{m.age}</td>
                <td>
                  <Masked
                    value={m.number}
                    household={h.code}
                    field={`members.${i}.number`}
                    allowed={unmask && m.has_id}
                    what={`${m.name} · ${t("members.id")}`}
                  />
                </td>
                <td>{p(m.labor) || "—"}</td>
                <td>{p(m.health ?? "") || "—"}</td>
                <td>
                  {counts?.monitoring ? t("household.counted") : t("household.notCounted")}
                  {counts?.monitoring_why && <div className="note">{p(counts.monitoring_why)}</div>}
                </td>
                <td>
                  {counts?.assistance === "in"
                    ? t("household.counted")
                    : counts?.assistance === "check"
                      ? t("household.toAsk")
                      : t("household.notCounted")}
                  {counts?.assistance_why && <div className="note">{p(counts.assistance_why)}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
