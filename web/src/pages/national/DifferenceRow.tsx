import { Link } from "react-router";
import type { Difference } from "@/api/national";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";

interface Props {
  of: Difference;
  /** Whether it is among those to be settled; undefined: it is not to be settled any more. */
  chosen: boolean | undefined;
  toggle: () => void;
  settled: boolean;
}

/** One difference: whose, in what, both values, and what a person said about it. */
export function DifferenceRow({ of: d, chosen, toggle, settled }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const cell = (value: string) => (value ? p(value) : <span className="second">{t("national.empty")}</span>);
  const whole = d.kind !== "field";
  return (
    <tr>
      {chosen !== undefined && (
        <td>
          <input type="checkbox" checked={chosen} onChange={toggle} aria-label={t("national.select")} />
        </td>
      )}
      <td>
        {d.name}{" "}
        {d.held ? (
          <Link to={`/households/${encodeURIComponent(d.household)}`}>{d.household}</Link>
        ) : (
          d.household
        )}
        <span className="note national-where">
          {d.division_name}
          {d.number && ` · ${d.number}`}
        </span>
      </td>
      <td>
        {whole ? t(`national.kind.${d.kind}`) : p(d.label)}
        {d.note && <span className="note national-where">{p(d.note)}</span>}
      </td>
      <td>{whole && d.kind === "only_there" ? "—" : cell(d.ours)}</td>
      <td>{whole && d.kind === "only_here" ? "—" : cell(d.theirs)}</td>
      {settled && (
        <td>
          {d.side && (
            <>
              {t(`national.side.${d.side as "ours" | "theirs" | "case"}`)}
              {d.request > 0 && (
                <>
                  {" · "}
                  <Link to={`/changes/${d.request}`}>{t("national.request", { id: d.request })}</Link>
                </>
              )}
              <span className="note national-where">
                {t("national.settledBy", {
                  name: d.settled_name,
                  at: moment(d.settled_at),
                  reason: d.reason,
                })}
              </span>
            </>
          )}
        </td>
      )}
    </tr>
  );
}
