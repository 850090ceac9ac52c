import { Link } from "react-router";
import type { Finding } from "@/api/findings";
import { mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { valued } from "@/parts/format";
import { shortPlace } from "@/parts/place";

/** Findings, each with what decided it; a household opens its page, a county the table that is thin. */
export function FindingRows({ rows }: { rows: Finding[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  return (
    <table className="table">
      <caption className="hidden">{t("findings.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("findings.where")}</th>
          <th scope="col">{t("findings.rule")}</th>
          <th scope="col">{t("findings.table")}</th>
          <th scope="col">{t("findings.why")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((f) => (
          <tr key={f.id}>
            <th scope="row" className="plain">
              {f.household ? (
                <Link className="count" to={`/households/${f.household}`}>
                  {f.household}
                </Link>
              ) : mayLoad(me) ? (
                <Link className="count" to={`/batches?table=${f.table}`}>
                  {f.division_name}
                </Link>
              ) : (
                f.division_name
              )}
              {f.household && <span className="note findings-place">{shortPlace(f.division_name)}</span>}
            </th>
            <td>{p(f.label)}</td>
            <td>
              {p(f.table_label)}
              <span className="note findings-place">{f.owner ? p(f.owner) : t("findings.registry")}</span>
            </td>
            <td>
              {f.members.length > 0 && <span className="findings-part">{f.members.join(" ")}</span>}
              {f.items.map((x) => (
                <span key={x.name} className="findings-part">
                  <span className="second">{p(x.label)}</span> {valued(x.value, x.unit, p)}
                </span>
              ))}
              {f.rows.slice(0, 3).map((r, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a finding have no other name
                <span key={`${r.of} ${i}`} className="findings-part">
                  <span className="second">{p(r.label)}</span>{" "}
                  {r.cells.map((c) => `${p(c.label)} ${valued(c.value, c.unit, p)}`).join(t("work.comma"))}
                </span>
              ))}
              {f.rows.length > 3 && (
                <span className="note">{t("findings.moreRows", { n: f.rows.length - 3 })}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
