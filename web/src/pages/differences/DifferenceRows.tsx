import { Link } from "react-router";
import type { ChangedAlert } from "@/api/differences";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Reasons } from "./Reasons";

/** Alerts that differ, each with what changed and why; a household opens its page, its clue the clue. */
export function DifferenceRows({ rows, one }: { rows: ChangedAlert[]; one: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <table className="table">
      <caption className="hidden">{t("differences.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("differences.household")}</th>
          <th scope="col">{t("differences.alert")}</th>
          <th scope="col">{t("differences.what")}</th>
          <th scope="col">{t("differences.reason")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((a) => (
          <tr key={a.id}>
            <th scope="row" className="plain">
              <Link className="count" to={`/households/${a.household}`}>
                {a.household}
              </Link>
              <span className="note findings-place">{shortPlace(a.division_name)}</span>
              {a.case > 0 && (
                <Link className="findings-place" to={`/cases/${a.case}`}>
                  {t("differences.toCase")}
                </Link>
              )}
            </th>
            <td>
              {p(a.label)}
              <span className="note findings-place">
                {t("differences.runs", {
                  before: a.before.id,
                  was: a.before.as_of,
                  run: a.run.id,
                  is: a.run.as_of,
                })}
              </span>
              {!one && (
                <Link className="note findings-place" to={`/data/changes?household=${a.household}`}>
                  {t("differences.history")}
                </Link>
              )}
            </td>
            <td>
              <span className="tag">{t(`differences.${a.kind}`)}</span>
              <What alert={a} />
            </td>
            <td>
              <Reasons alert={a} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ alert: a }: { alert: ChangedAlert }) {
  const { t } = useTranslation();
  const p = usePlan();
  const level = (u: string) => (u ? t(`urgency.${u as "红"}`) : "—");
  const named = (m: string[]) => m.join(" ") || "—";
  const lines: [string, string, string][] = [];
  if (a.was !== a.is) lines.push([t("differences.urgency"), level(a.was), level(a.is)]);
  if (named(a.members_was) !== named(a.members_is) && a.kind === "altered")
    lines.push([t("differences.members"), named(a.members_was), named(a.members_is)]);
  for (const v of a.values)
    lines.push([p(v.label), p(v.was) || "—", `${p(v.is) || "—"}${v.is ? p(v.unit) : ""}`]);
  return (
    <>
      {lines.map(([label, was, is]) => (
        <span key={label} className="difference-line">
          <span className="second">{label}</span> <del>{was}</del> → <ins>{is}</ins>
        </span>
      ))}
    </>
  );
}
