import { Link } from "react-router";
import { choose, usePrefs } from "@/app/prefs";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { nearPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import { usePhone } from "@/phone/phone";
import { useOnline } from "../visit/useOnline";
import "../visit/visit.css";
import { Conflict } from "./Conflict";
import { DayCard } from "./DayCard";
import "./day.css";
import { SyncStrip } from "./SyncStrip";
import { TakeAlong } from "./TakeAlong";
import { useDay } from "./useDay";

/** A cadre's day, in order of due: whom to go to, one next act each. */
export function Component() {
  const { t, i18n } = useTranslation();
  const me = useWho();
  const { size } = usePrefs();
  const online = useOnline();
  const phone = usePhone();
  const day = useDay();
  const { visits, others } = day.data ?? { visits: [], others: [] };
  const decide = phone.waiting.filter((w) => w.state !== "waiting");
  const today = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    month: "long",
    day: "numeric",
    weekday: "short",
    timeZone: "UTC",
  }).format(new Date(me.today));
  return (
    <main className="phone visit day">
      <header className="day-head">
        <div>
          <h1>{t("day.title", { n: visits.length })}</h1>
          <p>
            {today} · {me.scope.map((s) => nearPlace(s.name)).join(t("work.comma"))}
          </p>
        </div>
        <button
          type="button"
          className="visit-button"
          aria-pressed={size === "large"}
          onClick={() => choose({ size: size === "large" ? "normal" : "large" })}
        >
          {t("day.large")}
        </button>
      </header>
      <SyncStrip />
      <div className="day-body">
        {decide.map((w) => (
          <Conflict key={w.id} of={w} />
        ))}
        {day.isError && !day.data ? (
          <Failed error={day.error} again={() => day.refetch()} />
        ) : !day.data ? (
          <Loading />
        ) : visits.length + others.length === 0 ? (
          <Empty title={t("day.nothing")}>{t("day.nothingHow")}</Empty>
        ) : (
          <>
            {!online && (
              <p className="day-asOf">
                {t("day.asOf", { at: moment(new Date(day.dataUpdatedAt).toISOString()) })}
              </p>
            )}
            <ul className="day-list">
              {visits.map((d, i) => (
                <DayCard key={d.case.id} row={d.case} due={d} first={i < 2} />
              ))}
            </ul>
            {others.length > 0 && (
              <>
                <h2 className="day-more">{t("day.others", { n: others.length })}</h2>
                <ul className="day-list">
                  {others.map((r) => (
                    <DayCard key={r.id} row={r} first={false} />
                  ))}
                </ul>
              </>
            )}
          </>
        )}
        {phone.holder === null && <TakeAlong />}
        {online && (
          <p>
            <Link to="/cases">{t("day.toCases")}</Link>
          </p>
        )}
      </div>
    </main>
  );
}
