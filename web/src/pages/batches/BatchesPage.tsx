import { useSearchParams } from "react-router";
import { useBatches, useCalendar } from "@/api/deliveries";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Empty, Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { BatchTable } from "./BatchTable";
import "../data/data.css";
import "./batches.css";

const states = ["staged", "loaded", "replaced", "undone", "screened"] as const;

/** Every file that was delivered, what became of it, and the way to take it back. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const [params, setParams] = useSearchParams();
  const table = params.get("table") ?? "";
  const state = params.get("state") ?? "";
  const batches = useBatches(table, state);
  const due = useCalendar("", 1).data?.due ?? [];
  const tables = [...new Map(due.map((d) => [d.table, d.label]))];
  const rows = batches.data?.pages.flatMap((x) => x.batches);
  const choose = (name: string, value: string) =>
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  return (
    <>
      <div className="page-head">
        <h1>{t("delivery.batches.title")}</h1>
        <span className="second">{t("delivery.batches.lead")}</span>
        <div className="end">
          <TakeAway list="batches" filter={{ table, state }} />
        </div>
      </div>
      <DataTabs />
      <div className="batch-filter">
        <label>
          {t("delivery.batches.table")}{" "}
          <select value={table} onChange={(e) => choose("table", e.target.value)}>
            <option value="">{t("delivery.batches.allTables")}</option>
            {tables.map(([key, label]) => (
              <option key={key} value={key}>
                {p(label)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("delivery.batches.state")}{" "}
          <select value={state} onChange={(e) => choose("state", e.target.value)}>
            <option value="">{t("delivery.batches.allStates")}</option>
            {states.map((s) => (
              <option key={s} value={s}>
                {t(`delivery.batches.states.${s}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <section className="card">
        {batches.isError && !rows ? (
          <Failed error={batches.error} again={() => batches.refetch()} />
        ) : !rows ? (
          <Loading rows={10} />
        ) : rows.length === 0 ? (
          <Empty title={t("delivery.batches.none")}>{t("delivery.batches.noneHow")}</Empty>
        ) : (
          <BatchTable batches={rows} />
        )}
        {batches.hasNextPage && (
          <p className="batch-more">
            <button type="button" className="button" onClick={() => batches.fetchNextPage()}>
              {t("delivery.batches.more")}
            </button>
          </p>
        )}
      </section>
    </>
  );
}
