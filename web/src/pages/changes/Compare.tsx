import type { ChangeDetail } from "@/api/registry";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";

interface Props {
  rows: ChangeDetail["compare"];
  /** More than one household changes: each row says which. */
  several: boolean;
}

/** Each field as the asker saw it, as it is, as it shall be. */
export function Compare({ rows, several }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const conflict = rows.some((r) => r.conflict);
  const cell = (text: string) => (text ? p(text) : t("changes.empty"));
  return (
    <table className="table compare">
      <thead>
        <tr>
          {several && <th scope="col">{t("changes.where")}</th>}
          <th scope="col">{t("changes.field")}</th>
          {conflict && <th scope="col">{t("changes.base")}</th>}
          <th scope="col">{t("changes.current")}</th>
          <th scope="col">{t("changes.proposed")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr
            key={`${r.household} ${r.member} ${r.field} ${r.label} ${r.conflict}`}
            className={cx(r.conflict && "conflict")}
          >
            {several && <td>{r.household}</td>}
            <th scope="row" className="plain">
              {r.member} {p(r.label)}
              {r.conflict && <div className="compare-conflict">{t("changes.conflict")}</div>}
            </th>
            {conflict && <td>{r.conflict ? cell(r.base) : "—"}</td>}
            <td>
              <del>{cell(r.current)}</del>
            </td>
            <td>
              <ins>{cell(r.proposed)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
