import type { Preview } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

interface Props {
  rows: Preview["refused"];
  all: number;
  columns: Preview["columns"];
}

/** The first rows that would be set aside, with what is wrong; cells are masked. */
export function RefusedRows({ rows, all, columns }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  if (rows.length === 0) return null;
  const label = (key: string) => p(columns.find((c) => c.key === key)?.label ?? key);
  return (
    <details className="job-bad">
      <summary>{t("delivery.wouldSetAside", { n: whole(all) })}</summary>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t("job.line")}
              </th>
              <th scope="col">{t("job.column")}</th>
              <th scope="col">{t("job.value")}</th>
              <th scope="col">{t("job.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.line}>
                <td className="number">{whole(r.line)}</td>
                <td>{label(r.column) || "—"}</td>
                <td>
                  <code>{r.value}</code>
                </td>
                <td>{p(r.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
