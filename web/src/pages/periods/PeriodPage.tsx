import { useState } from "react";
import { useParams } from "react-router";
import { usePeriods } from "@/api/periods";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { Changes } from "./Changes";
import { Figures } from "./Figures";

const tabs = ["cases", "households"] as const;

/** What has become otherwise since a period was locked: the figures then and now, and what made them so. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const id = Number(useParams().id);
  const list = usePeriods();
  const [what, setWhat] = useState<(typeof tabs)[number]>("cases");
  const x = list.data?.periods.find((one) => one.id === id);
  if (list.isError && !list.data) return <Failed error={list.error} again={() => list.refetch()} />;
  if (!list.data) return <Loading rows={8} />;
  if (x?.state !== "locked") {
    return (
      <section className="card">
        <Empty title={t("periods.notLocked")}>{t("periods.notLockedHow")}</Empty>
      </section>
    );
  }
  const name = x.kind === "month" ? t("periods.month", { month: x.day.slice(0, 7) }) : p(x.name);
  return (
    <>
      <div className="page-head">
        <h1>{t("periods.changesOf", { name })}</h1>
        <span className="second">
          {shortPlace(x.division_name)} · {t("periods.endOf", { day: x.day })}
        </span>
        <div className="end">
          <TakeAway list="period_changes" filter={{ period: id, what }} />
        </div>
      </div>
      <Figures day={x.day} under={x.division} />
      <div className="tabs">
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === what}
            className={cx("tab", tab === what && "here")}
            onClick={() => setWhat(tab)}
          >
            {t(`periods.what.${tab}`)}
          </button>
        ))}
      </div>
      <Changes id={id} what={what} />
    </>
  );
}
