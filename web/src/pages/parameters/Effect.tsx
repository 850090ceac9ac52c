import { Link } from "react-router";
import type { Effect as Shown } from "@/api/parameters";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Moves } from "./Moves";
import "./parameters.css";

/** Families gained and lost, the rules that move, and what it means for each village's feet. */
export function Effect({ effect: e }: { effect: Shown }) {
  const { t } = useTranslation();
  const p = usePlan();
  const still = e.alerted.gained + e.alerted.lost === 0;
  return (
    <>
      <p className="parameter-sentence">
        {still
          ? t("parameters.still", { n: whole(e.alerted.before) })
          : t("parameters.sentence", {
              before: whole(e.alerted.before),
              after: whole(e.alerted.after),
              gained: whole(e.alerted.gained),
              lost: whole(e.alerted.lost),
            })}
      </p>
      <p className="note">{t("parameters.effectLead", { day: e.as_of })}</p>
      <Households title={t("parameters.gainedHouseholds")} codes={e.gained} of={e.alerted.gained} />
      <Households title={t("parameters.lostHouseholds")} codes={e.lost} of={e.alerted.lost} />
      {e.rules.length > 0 && (
        <Moves
          title={t("parameters.rules")}
          first={t("parameters.rule")}
          rows={e.rules.map((r) => ({ key: r.rule, name: p(r.label), counts: r.counts }))}
        />
      )}
      {e.villages.length > 0 && (
        <Moves
          title={t("parameters.villages")}
          first={t("parameters.village")}
          rows={e.villages.map((v) => ({ key: v.village, name: v.name, counts: v.counts }))}
        />
      )}
    </>
  );
}

/** The list behind a number of households; where it is longer than an effect keeps, it says so. */
export function Households({ title, codes, of }: { title: string; codes: string[]; of: number }) {
  const { t } = useTranslation();
  if (codes.length === 0) return null;
  return (
    <details className="parameter-households">
      <summary>
        {title} <span className="count">{t("parameters.households", { n: whole(of) })}</span>
      </summary>
      {codes.length < of && <p className="note">{t("parameters.firstOnes", { n: whole(codes.length) })}</p>}
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <Link to={`/households/${code}`}>{code}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
