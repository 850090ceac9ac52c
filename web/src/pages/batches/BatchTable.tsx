import { Link } from "react-router";
import type { Batch } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";

/** Files as they came, each with its account. */
export function BatchTable({ batches }: { batches: Batch[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const counted = (b: Batch, n: number) => (b.state === "staged" ? "—" : whole(n));
  return (
    <div className="scroll-x">
      <table className="table">
        <caption className="hidden">{t("delivery.batches.title")}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t("delivery.batches.no")}
            </th>
            <th scope="col">{t("delivery.batches.table")}</th>
            <th scope="col">{t("delivery.batches.file")}</th>
            <th scope="col">{t("delivery.batches.came")}</th>
            <th scope="col">{t("delivery.batches.state")}</th>
            {(["read", "accepted", "duplicate", "quarantined"] as const).map((k) => (
              <th key={k} scope="col" className="number">
                {t(`account.${k}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {batches.map((b) => (
            <tr key={b.id} className={b.state === "loaded" || b.state === "staged" ? "" : "away"}>
              <td className="number">
                <Link className="count" to={`/batches/${b.id}`}>
                  {b.id}
                </Link>
              </td>
              <th scope="row" className="plain">
                {p(b.label)} <span className="note">{p(b.owner)}</span>
              </th>
              <td className="batch-file">
                {b.file}
                {b.parent > 0 && (
                  <span className="note"> {t("delivery.batches.correction", { n: b.parent })}</span>
                )}
              </td>
              <td>
                {moment(b.uploaded_at)} <span className="second">{b.uploaded_name}</span>
              </td>
              <td>
                {p(b.state_label)}
                {b.purged && b.state !== "screened" && (
                  <span className="note"> {t("delivery.batches.purged")}</span>
                )}
              </td>
              <td className="number">{counted(b, b.read)}</td>
              <td className="number">{counted(b, b.accepted)}</td>
              <td className="number">{counted(b, b.duplicate)}</td>
              <td className={b.quarantined > 0 ? "number account-bad" : "number"}>
                {counted(b, b.quarantined)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
