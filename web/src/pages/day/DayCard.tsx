import { Link } from "react-router";
import type { CaseRow, VisitDue } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { nearPlace } from "@/parts/place";
import { usePhone } from "@/phone/phone";
import { subjectOf } from "@/phone/photos";
import { TakePhoto } from "@/phone/TakePhoto";
import { Things } from "../visit/Things";

/** States in which the village meets, posts what it decided, or has it hanging on the board. */
const photographed = /^(comparing|meeting|publicity|clear_visited|clear_meeting|clear_publicity)$/;

interface Props {
  row: CaseRow;
  /** The visit that is due there; missing: another step waits. */
  due?: VisitDue;
  first: boolean;
}

/** One family: how long there is, all that one visit answers, and the one next act. */
export function DayCard({ row, due, first }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const held = usePhone().waiting.find((w) => w.id === row.id);
  const left = due ? due.days_left : row.days_left;
  const light =
    left !== null && left < 0 ? "late" : !due && row.light === "past_half" ? "past_half" : "in_time";
  const limit =
    left === null
      ? t("day.noLimit")
      : left < 0
        ? t("day.late", { n: -left })
        : left === 0
          ? t("day.today")
          : t("day.left", { n: left });
  const visit = due !== undefined;
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
          <p>{nearPlace(row.division_name)}</p>
        </div>
        {held ? (
          <span className={`day-held ${held.state}`}>
            <Mark name={held.state === "waiting" ? "waiting" : "settle"} size={18} />{" "}
            {t(`day.held.${held.state}`)}
          </span>
        ) : (
          <Link
            className={first ? "visit-button main" : "visit-button"}
            to={visit ? `/cases/${row.id}/visit` : `/cases/${row.id}`}
          >
            {!visit ? t("day.look") : due.move === "visit" ? t("day.fill") : t("day.write")}
            <span className="hidden"> {row.head}</span>
          </Link>
        )}
      </div>
      {due && <Things of={due} />}
      {held?.state === "refused" && <p className="day-why">{held.says.map(p).join(" ")}</p>}
      {held?.state === "conflict" && (
        <p className="day-why">{t("day.held.who", { name: held.theirs?.events.at(-1)?.name ?? "" })}</p>
      )}
      {photographed.test(row.state) && (
        <TakePhoto id={row.id} of={subjectOf(row.state)} place={row.division_name} />
      )}
    </li>
  );
}
