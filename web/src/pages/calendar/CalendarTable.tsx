import { mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DueCell } from "./DueCell";
import { LetterLinks } from "./LetterLinks";
import { letterOf, type OwnerRows } from "./rows";

interface Props {
  title: string;
  months: string[];
  rows: OwnerRows[];
}

/** Departments down, months across; the last month is the one that is worked on. */
export function CalendarTable({ title, months, rows }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const writes = mayLoad(useWho()); // the letters are the county's
  const last = months[months.length - 1] ?? "";
  const due = rows[0]?.tables[0]?.months[months.length - 1]?.due_on.slice(8) ?? "";
  return (
    <div className="card scroll-x">
      <table className="table calendar">
        <caption className="hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("account.owner")}</th>
            <th scope="col">{t("account.table")}</th>
            <th scope="col">{t("delivery.every")}</th>
            {months.map((m) => (
              <th key={m} scope="col" className={m === last ? "month now" : "month"}>
                {m}
              </th>
            ))}
            {writes && (
              <th scope="col" className="no-print">
                {t("delivery.letter")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((o) =>
            o.tables.map((row, i) => (
              <tr key={row.table} className={i === 0 ? "owner-first" : ""}>
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={o.tables.length} className="plain owner">
                    {p(o.owner)}
                  </th>
                )}
                <th scope="row" className="plain">
                  {p(row.label)}
                </th>
                <td className="second">{i === 0 && t("delivery.dueDay", { n: Number(due) })}</td>
                {row.months.map((d) => (
                  <td key={d.month} className="month">
                    <DueCell due={d} />
                  </td>
                ))}
                {writes && i === 0 && (
                  <td rowSpan={o.tables.length} className="no-print">
                    <Letter rows={o} month={last} />
                  </td>
                )}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Letter({ rows, month }: { rows: OwnerRows; month: string }) {
  const { t } = useTranslation();
  const p = usePlan();
  const kind = letterOf(rows);
  if (!kind) return <span className="note">—</span>;
  return (
    <LetterLinks owner={rows.owner} month={month} county={rows.county}>
      {t(`delivery.letters.${kind}`)}
      <span className="hidden"> {p(rows.owner)}</span>
    </LetterLinks>
  );
}
