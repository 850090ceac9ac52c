import type { TableCount } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";

/** What became of each table's rows: read = kept + duplicate + set aside, and whether that adds up. */
export function Account({ tables }: { tables: TableCount[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  if (tables.length === 0) return null;
  return (
    <div className="scroll-x">
      <table className="table account">
        <caption className="hidden">{t("account.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("account.table")}</th>
            <th scope="col">{t("account.owner")}</th>
            <th scope="col" className="number">
              {t("account.read")}
            </th>
            <th scope="col" className="number">
              {t("account.accepted")}
            </th>
            <th scope="col" className="number">
              {t("account.duplicate")}
            </th>
            <th scope="col" className="number">
              {t("account.quarantined")}
            </th>
            <th scope="col" className="number">
              {t("account.unmatched")}
            </th>
            <th scope="col">{t("account.balance")}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map((r) => {
            const even = r.read === r.accepted + r.duplicate + r.quarantined;
            return (
              <tr key={r.table}>
                <th scope="row" className="plain">
                  {p(r.label)}
                </th>
                <td className="second">{p(r.owner) || "—"}</td>
                <td className="number">{whole(r.read)}</td>
                <td className="number">{whole(r.accepted)}</td>
                <td className="number">{whole(r.duplicate)}</td>
                <td className={r.quarantined > 0 ? "number account-bad" : "number"}>
                  {whole(r.quarantined)}
                </td>
                <td className="number">{whole(r.unmatched)}</td>
                <td>
                  <span className={even ? "hit-status settled" : "hit-status pending"}>
                    <Mark name={even ? "done" : "settle"} />
                    {even ? t("account.even") : t("account.uneven")}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
