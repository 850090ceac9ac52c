import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CaseRow } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { Mark } from "@/parts/Mark";
import { usePhone } from "@/phone/phone";

/** One family to go to: how long there is, who, and the one next act. */
export function DayCard({ row, first }: { row: CaseRow; first: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  const waits = usePhone().waiting.some((w) => w.id === row.id);
  const left = row.days_left;
  const light = row.light === "late" || row.light === "past_half" ? row.light : "in_time";
  const limit =
    left === null
      ? t("day.noLimit")
      : left < 0
        ? t("day.late", { n: -left })
        : left === 0
          ? t("day.today")
          : t("day.left", { n: left });
  const visit = row.state === "dispatched";
  return (
    <li className={`day-card ${light}`}>
      <div className="day-top">
        <span className={`day-limit ${light}`}>
          <Mark name={light} size={18} /> {limit}
        </span>
        <span>{p(row.state_label)}</span>
      </div>
      <div className="day-main">
        <div>
          <h2>{t("day.family", { name: row.head })}</h2>
          <p>{row.division_name}</p>
        </div>
        {waits ? (
          <span className="day-held">
            <Mark name="waiting" size={18} /> {t("day.held")}
          </span>
        ) : (
          <Link
            className={first ? "visit-button main" : "visit-button"}
            to={visit ? `/cases/${row.id}/visit` : `/cases/${row.id}`}
          >
            {visit ? t("day.fill") : t("day.look")}
            <span className="hidden"> {row.head}</span>
          </Link>
        )}
      </div>
    </li>
  );
}
