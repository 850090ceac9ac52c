import { Link } from "react-router";
import type { Differences } from "@/api/differences";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

interface Props {
  rows: Differences["places"];
  to: (division: string) => string;
}

/** Counties, or a county's towns, in the order of their codes; one is chosen to go down. */
export function Places({ rows, to }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const heads = ["new", "gone", "altered"] as const;
  return (
    <section className="card scroll-x">
      <table className="table">
        <caption className="hidden">{t("differences.byPlace")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("differences.place")}</th>
            {heads.map((h) => (
              <th key={h} scope="col" className="number">
                {t(`differences.${h}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.division}>
              <th scope="row" className="plain">
                <Link className="count" to={to(r.division)}>
                  {p(r.name)}
                </Link>
              </th>
              {heads.map((h) => (
                <td key={h} className="number">
                  {whole(r.counts[h])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
