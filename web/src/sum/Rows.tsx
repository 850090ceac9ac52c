import type { Row } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortLabel } from "./chart";
import { useValue } from "./Items";

const most = 12;

/** The rows an alert rests on, those of one table together. */
export function Rows({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const value = useValue();
  const tables = new Map<string, Row[]>();
  for (const r of rows) tables.set(r.of, [...(tables.get(r.of) ?? []), r]);
  return [...tables].map(([of, list]) => {
    const names = [...new Map(list.flatMap((r) => r.cells).map((c) => [c.name, c.label]))];
    return (
      <div key={of} className="sum-rows scroll-x">
        <h3>{t("sum.rows", { table: p(list[0]?.label ?? of), n: list.length })}</h3>
        <table className="table">
          <thead>
            <tr>
              {names.map(([name, label]) => (
                <th key={name} scope="col">
                  {p(shortLabel(label))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.slice(0, most).map((r, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own and never move
              <tr key={i}>
                {names.map(([name]) => {
                  const cell = r.cells.find((c) => c.name === name);
                  return <td key={name}>{cell ? value(cell) : "—"}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
        {list.length > most && <p className="note">{t("sum.moreRows", { n: list.length - most })}</p>}
      </div>
    );
  });
}
