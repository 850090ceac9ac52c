import { useSearchParams } from "react-router";
import { useFindings } from "@/api/findings";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { FindingRows } from "./FindingRows";
import "../batch/batch.css";
import "./findings.css";

/** What is wrong with the data of a place, by rule, table and department; nobody settles it here, it goes when the data are put right. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const [params, setParams] = useSearchParams();
  const of = (name: string) => params.get(name) ?? "";
  const filter = { under: of("under"), rule: of("rule"), table: of("table"), owner: of("owner") };
  const asked = useFindings(filter);
  const first = asked.data?.pages[0];
  const rows = asked.data?.pages.flatMap((x) => x.findings) ?? [];
  const owners = [...new Set(first?.tables.map((x) => x.owner).filter((o) => o !== ""))];
  const put = (change: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const all = first?.rules.reduce((n, r) => n + r.count, 0) ?? 0;
  const rules = [{ rule: "", label: t("findings.all"), count: all }, ...(first?.rules ?? [])];
  return (
    <>
      <div className="page-head">
        <h1>{t("findings.title")}</h1>
        <span className="second">
          {first ? t("findings.lead", { n: whole(first.total) }) : t("findings.leadNone")}
        </span>
        <div className="end no-print">
          <TakeAway list="findings" filter={filter} />
        </div>
      </div>
      <DataTabs />
      {asked.isError && !first ? (
        <section className="card">
          <Failed error={asked.error} again={() => asked.refetch()} />
        </section>
      ) : !first ? (
        <section className="card">
          <Loading rows={12} />
        </section>
      ) : (
        <div className="findings">
          <section className="card findings-side">
            <nav aria-label={t("findings.byRule")}>
              <h2 className="note">{t("findings.byRule")}</h2>
              <ul className="kinds">
                {rules.map((r) => (
                  <li key={r.rule}>
                    <button
                      type="button"
                      className={cx("kind", r.rule === filter.rule && "here")}
                      aria-current={r.rule === filter.rule ? "true" : undefined}
                      onClick={() => put({ rule: r.rule })}
                    >
                      <span>{p(r.label)}</span>
                      <span>{whole(r.count)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </nav>
            <label className="findings-choice">
              {t("findings.owner")}
              <select value={filter.owner} onChange={(e) => put({ owner: e.target.value, table: "" })}>
                <option value="">{t("findings.everyOwner")}</option>
                {(filter.owner && !owners.includes(filter.owner) ? [...owners, filter.owner] : owners).map(
                  (o) => (
                    <option key={o} value={o}>
                      {p(o)}
                    </option>
                  ),
                )}
              </select>
            </label>
            <label className="findings-choice">
              {t("findings.table")}
              <select value={filter.table} onChange={(e) => put({ table: e.target.value })}>
                <option value="">{t("findings.everyTable")}</option>
                {first.tables.map((x) => (
                  <option key={x.table} value={x.table}>
                    {`${p(x.label)}  ${whole(x.count)}`}
                  </option>
                ))}
              </select>
            </label>
            <p className="note">{t("findings.how")}</p>
          </section>
          <section className="card scroll-x" aria-busy={asked.isFetching}>
            {rows.length === 0 ? (
              <Empty title={t("findings.none")}>
                {all > 0 ? t("findings.noneHere", { n: whole(all) }) : t("findings.noneHow")}
              </Empty>
            ) : (
              <FindingRows rows={rows} />
            )}
            {asked.hasNextPage && (
              <p className="findings-more">
                <button type="button" className="button" onClick={() => asked.fetchNextPage()}>
                  {t("delivery.batches.more")}
                </button>
              </p>
            )}
          </section>
        </div>
      )}
    </>
  );
}
