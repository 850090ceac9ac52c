import { useSearchParams } from "react-router";
import {
  type DifferenceFilter,
  type Differences,
  type Kind,
  useDifferences,
  type Why,
} from "@/api/differences";
import { useRuns } from "@/api/overview";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { Choices } from "./Choices";
import { DifferenceRows } from "./DifferenceRows";
import { Places } from "./Places";
import "../batch/batch.css";
import "../findings/findings.css";
import "./differences.css";

const sumOf = (c: Differences["total"]) => c.new + c.gone + c.altered;

const kinds: Kind[] = ["new", "gone", "altered"];

/** What is otherwise than in the screening before, by rule, place and reason, down to the row that made it so. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const [params, setParams] = useSearchParams();
  const of = (name: string) => params.get(name) ?? "";
  const filter: DifferenceFilter = {
    run: Number(of("run")) || 0,
    under: of("under"),
    rule: of("rule"),
    kind: of("kind") as Kind | "",
    why: of("why") as Why | "",
    household: of("household"),
  };
  const asked = useDifferences(filter);
  const runs = useRuns().data ?? [];
  const first = asked.data?.pages[0];
  const rows = asked.data?.pages.flatMap((x) => x.alerts) ?? [];
  const below = (under: string) => {
    const next = new URLSearchParams(params);
    next.set("under", under);
    return `/data/changes?${next}`;
  };
  const put = (change: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next, { replace: true });
  };
  const all = first?.rules.reduce((n, r) => n + sumOf(r.counts), 0) ?? 0;
  const nothingBefore = first && first.before.length === 0 && filter.household === "";
  const lead = !first?.run
    ? t(filter.household ? "differences.leadHousehold" : "differences.leadNone")
    : nothingBefore
      ? t("differences.leadNone")
      : t("differences.lead", {
          day: first.run.as_of,
          before: [...new Set(first.before.map((b) => b.as_of))].join(t("work.comma")),
          added: whole(first.total.new),
          gone: whole(first.total.gone),
          altered: whole(first.total.altered),
        });
  return (
    <>
      <div className="page-head">
        <h1>{t("differences.title")}</h1>
        <span className="second">{lead}</span>
        <div className="end no-print">
          <label className="differences-run">
            {t("differences.run")}{" "}
            <select value={of("run")} onChange={(e) => put({ run: e.target.value, household: "" })}>
              <option value="">{t("differences.newest")}</option>
              {runs.map((r) => (
                <option key={r.id} value={r.id}>
                  {t("differences.runOf", { n: r.id, day: r.as_of })}
                </option>
              ))}
            </select>
          </label>
          <TakeAway list="screening_changes" filter={filter} />
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
      ) : nothingBefore ? (
        <section className="card">
          <Empty title={t("differences.first")}>{t("differences.firstHow")}</Empty>
        </section>
      ) : (
        <div className="findings">
          <section className="card findings-side">
            <Choices
              title={t("differences.byKind")}
              chosen={filter.kind}
              choose={(kind) => put({ kind })}
              of={[
                { key: "", label: t("differences.all") },
                ...kinds.map((k) => ({ key: k, label: t(`differences.${k}`), count: first.total[k] })),
              ]}
            />
            <Choices
              title={t("differences.byWhy")}
              chosen={filter.why}
              choose={(why) => put({ why })}
              of={[
                { key: "", label: t("differences.all") },
                ...first.reasons.map((r) => ({
                  key: r.why,
                  label: t(`differences.reasons.${r.why}`),
                  count: r.count,
                })),
              ]}
            />
            <Choices
              title={t("differences.byRule")}
              chosen={filter.rule}
              choose={(rule) => put({ rule })}
              of={[
                { key: "", label: t("differences.all"), count: all },
                ...first.rules.map((r) => ({
                  key: r.rule,
                  label: p(r.label),
                  count: sumOf(r.counts),
                })),
              ]}
            />
            <p className="note">{t("differences.kept")}</p>
          </section>
          <div className="differences-main">
            {first.places.length > 0 && <Places rows={first.places} to={below} />}
            <section className="card scroll-x" aria-busy={asked.isFetching}>
              {rows.length === 0 ? (
                <Empty title={t("differences.none")}>
                  {all > 0 ? t("differences.noneHere", { n: whole(all) }) : t("differences.noneHow")}
                </Empty>
              ) : (
                <DifferenceRows rows={rows} one={filter.household !== ""} />
              )}
              {asked.hasNextPage && (
                <p className="findings-more">
                  <button
                    type="button"
                    className="button"
                    disabled={asked.isFetchingNextPage}
                    onClick={() => asked.fetchNextPage()}
                  >
                    {t("differences.more")}
                  </button>
                </p>
              )}
            </section>
          </div>
        </div>
      )}
    </>
  );
}
