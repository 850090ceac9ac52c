import { Link } from "react-router";
import type { CaseRow, Outcome } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

interface Props {
  outcomes: Outcome[];
  rows: CaseRow[];
  /** It was done, not tried. */
  past?: boolean;
}

/** How many can, which cannot, and why; those with one reason stand together. */
export function Outcomes({ outcomes, rows, past = false }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const row = (id: number) => rows.find((r) => r.id === id);
  const can = outcomes.filter((o) => o.done);
  const cannot = new Map<string, Outcome[]>();
  for (const o of outcomes) if (!o.done) cannot.set(o.says, [...(cannot.get(o.says) ?? []), o]);
  const names = (list: Outcome[]) =>
    list
      .slice(0, 8)
      .map((o) => row(o.id)?.head ?? o.id)
      .join(t("work.comma")) + (list.length > 8 ? t("bulk.andMore", { n: list.length - 8 }) : "");
  return (
    <ul className="form-lead" aria-live="polite">
      <li>
        <span style={{ color: "var(--green)" }}>
          <Mark name="done" />
        </span>
        <span>
          <strong>{t(past ? "bulk.wasDone" : "bulk.can", { n: can.length })}</strong>
          {can.length > 0 && `${t("work.colon")}${names(can)}`}
        </span>
      </li>
      {[...cannot].map(([says, list]) => (
        <li key={says}>
          <span style={{ color: "var(--vermilion)" }}>
            <Mark name="late" />
          </span>
          <span>
            <strong>{t(past ? "bulk.wasNotDone" : "bulk.cannot", { n: list.length })}</strong>
            {t("work.colon")}
            {names(list)}
            {t("work.comma")}
            {p(says)}
            {list.length === 1 && list[0] && <Link to={`/cases/${list[0].id}`}> {t("bulk.openAlone")}</Link>}
          </span>
        </li>
      ))}
    </ul>
  );
}
