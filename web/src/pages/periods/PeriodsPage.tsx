import { useState } from "react";
import { usePeriods } from "@/api/periods";
import { mayLock } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { Empty, Failed, Loading } from "@/parts/states";
import { AskPeriod } from "./AskPeriod";
import { PeriodCard } from "./PeriodCard";
import "./periods.css";

/** Months and times of collection that are locked, or are to be: who asked, who agreed, what is kept. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const list = usePeriods();
  const [asking, setAsking] = useState<"month" | "collection" | "">("");
  const places = list.data?.places ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t("periods.title")}</h1>
        <span className="second">{t("periods.lead")}</span>
        {mayLock(me) && places.length > 0 && (
          <div className="end">
            <button type="button" className="button" onClick={() => setAsking("collection")}>
              {t("periods.askCollection")}
            </button>
            <button type="button" className="button main" onClick={() => setAsking("month")}>
              {t("periods.askMonth")}
            </button>
          </div>
        )}
      </div>
      {list.isError && !list.data ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : list.data.periods.length === 0 ? (
        <section className="card">
          <Empty title={t("periods.none")}>{t("periods.noneHow")}</Empty>
        </section>
      ) : (
        list.data.periods.map((p) => <PeriodCard key={p.id} period={p} />)
      )}
      {asking && <AskPeriod kind={asking} places={places} close={() => setAsking("")} />}
    </>
  );
}
