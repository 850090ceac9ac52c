import type { Effect } from "@/api/parameters";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

interface Props {
  title: string;
  first: string;
  rows: { key: string; name: string; counts: Effect["alerted"] }[];
}

/** Counts before and after a change, the greatest moves first. */
export function Moves({ title, first, rows }: Props) {
  const { t } = useTranslation();
  const moved = (c: Effect["alerted"]) => c.gained + c.lost;
  const sorted = [...rows].sort((a, b) => moved(b.counts) - moved(a.counts));
  return (
    <div className="scroll-x">
      <table className="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {(["before", "after", "gained", "lost"] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`parameters.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ key, name, counts: c }) => (
            <tr key={key}>
              <th scope="row" className="plain">
                {name}
              </th>
              <td className="number">{whole(c.before)}</td>
              <td className="number">{whole(c.after)}</td>
              <td className="number">{signed("+", c.gained)}</td>
              <td className="number">{signed("−", c.lost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const signed = (sign: string, n: number) => (n > 0 ? `${sign}${whole(n)}` : "0");
