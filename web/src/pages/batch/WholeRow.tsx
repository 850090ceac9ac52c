import type { BadLine } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cellKey, type Grid } from "./useGrid";

interface Props {
  row: BadLine;
  grid: Grid;
  span: number;
}

/** All cells of a row, any of which may be mended: for a row that is wrong as a whole, too. */
export function WholeRow({ row, grid, span }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const over = row.state === "resubmitted";
  const faults = grid.work[row.line]?.faults ?? {};
  return (
    <tr className="whole">
      <td colSpan={span}>
        <dl className="whole-cells">
          {row.cells.map((c) => (
            <div key={c.field} className={faults[c.field] ? "bad" : ""}>
              <dt>{p(c.label)}</dt>
              <dd>
                <span>{c.value || "∅"}</span>
                {!over && (
                  <input
                    aria-label={t("delivery.grid.change", { line: row.line, column: p(c.label) })}
                    value={grid.draft[cellKey(row.line, c.field)] ?? ""}
                    placeholder={t("delivery.grid.keep")}
                    maxLength={200}
                    onChange={(e) => grid.write(row.line, c.field, e.target.value)}
                  />
                )}
              </dd>
            </div>
          ))}
        </dl>
        {!over && (
          <button type="button" className="button" onClick={() => void grid.save(row.line)}>
            {t("delivery.grid.saveRow")}
          </button>
        )}
      </td>
    </tr>
  );
}
