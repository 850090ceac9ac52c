import { Link, useSearchParams } from "react-router";
import { useCalendar } from "@/api/deliveries";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";
import { Empty, Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { JobsCard } from "../data/JobsCard";
import { CalendarTable } from "./CalendarTable";
import { monthAfter, rowsOf } from "./rows";
import "../data/data.css";
import "./calendar.css";

const shown = 6;

/** Who owes which table: months across, what is late first. */
export function Component() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const asked = params.get("month") ?? "";
  const calendar = useCalendar(asked, shown);
  const c = calendar.data;
  const turn = (n: number) => setParams({ month: monthAfter(c?.month ?? asked, n) }, { replace: true });
  const now = c?.due.filter((d) => d.month === c.month) ?? [];
  const count = (state: string) => now.filter((d) => d.state === state).length;
  const counties = [...new Set(c?.due.map((d) => d.county))];
  return (
    <>
      <div className="page-head">
        <h1>{t("data.title")}</h1>
        {c && now.length > 0 && (
          <span className="second">
            {t("delivery.lead", {
              month: c.month,
              all: now.length,
              delivered: count("delivered"),
              soon: c.soon,
              overdue: c.overdue,
              later: count("later"),
            })}
          </span>
        )}
        <div className="end">
          <button type="button" className="button" disabled={!c} onClick={() => turn(-1)}>
            <Icon name="left" size={12} /> {t("delivery.earlier")}
          </button>
          <button type="button" className="button" disabled={!c} onClick={() => turn(1)}>
            {t("delivery.laterMonth")} <Icon name="right" size={12} />
          </button>
          <button type="button" className="button" onClick={() => print()}>
            <Icon name="print" size={13} /> {t("delivery.print")}
          </button>
          <Link className="button main" to="/deliveries/upload">
            {t("delivery.toUpload")}
          </Link>
        </div>
      </div>
      <DataTabs />
      <JobsCard />
      {calendar.isError && !c ? (
        <section className="card">
          <Failed error={calendar.error} again={() => calendar.refetch()} />
        </section>
      ) : !c ? (
        <section className="card">
          <Loading rows={12} />
        </section>
      ) : now.length === 0 ? (
        <section className="card">
          <Empty title={t("delivery.noCounty")}>{t("delivery.noCountyHow")}</Empty>
        </section>
      ) : (
        counties.map((county) => {
          const rows = rowsOf(c.due.filter((d) => d.county === county));
          const name = rows[0]?.countyName ?? "";
          return (
            <section key={county} className="calendar-county" aria-label={name}>
              {counties.length > 1 && <h2>{name}</h2>}
              <CalendarTable title={t("delivery.caption", { county: name })} months={c.months} rows={rows} />
            </section>
          );
        })
      )}
      <p className="note calendar-key">{t("delivery.key")}</p>
    </>
  );
}
