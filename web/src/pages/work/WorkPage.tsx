import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useCases } from "@/api/cases";
import { useOverview } from "@/api/overview";
import { maySetParameters, maySettle, mayWork, myStates } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useNarrow } from "@/app/useMedia";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Failed, Loading } from "@/parts/states";
import { BulkBar } from "./BulkBar";
import { CaseCards } from "./CaseCards";
import { CaseTable } from "./CaseTable";
import { Filters } from "./Filters";
import { ListFoot } from "./ListFoot";
import { Nothing } from "./Nothing";
import { rememberList } from "./trail";
import { useDeskKeys } from "./useDeskKeys";
import { asked, isNobodys, useFilter } from "./useFilter";
import { ViewTabs } from "./ViewTabs";
import "./work.css";

// What opens over the list or beside it comes after the list.
const parts = {
  bulk: () => import("./BulkDialog"),
  keys: () => import("./KeysHelp"),
  open: () => import("./OpenCaseDialog"),
  peek: () => import("./Peek"),
};
const DryRun = lazy(async () => ({ default: (await import("./DryRun")).DryRun }));
const BulkDialog = lazy(async () => ({ default: (await parts.bulk()).BulkDialog }));
const KeysHelp = lazy(async () => ({ default: (await parts.keys()).KeysHelp }));
const OpenCaseDialog = lazy(async () => ({ default: (await parts.open()).OpenCaseDialog }));
const Peek = lazy(async () => ({ default: (await parts.peek()).Peek }));

/** Clears a day's work without opening pages: what is due, whose turn it is, and the acts for many. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const go = useNavigate();
  const narrow = useNarrow();
  const [filter, change] = useFilter(me);
  const wanted = asked(filter, me);
  const none = isNobodys(filter, me);
  const list = useCases(wanted, !none);
  const overview = useOverview(filter.under, { asOf: filter.as_of }).data;

  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.cases) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total ?? 0;
  const [cursor, setCursor] = useState(0);
  const [peek, setPeek] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [bulk, setBulk] = useState("");
  const [opening, setOpening] = useState(false);
  const [help, setHelp] = useState(false);
  const [dry, setDry] = useState(false);
  const here = rows[Math.min(cursor, rows.length - 1)];
  const there = rows.length > 0;
  useEffect(() => {
    if (!there) return;
    const timer = setTimeout(() => Object.values(parts).forEach((load) => void load()), 800);
    return () => clearTimeout(timer);
  }, [there]);

  // What stood then cannot be acted on now.
  const moves =
    maySettle(me) && !filter.as_of
      ? me.flow.moves.filter((m) => m.bulk && m.by.some((r) => me.user.grants.some((g) => g.role === r)))
      : [];
  const choose = (id: number, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const open = (id: number) => {
    rememberList(
      rows.map((r) => r.id),
      total,
    );
    go(`/cases/${id}`);
  };
  useDeskKeys({
    off: bulk !== "" || opening || help || narrow,
    step: (n) => setCursor((c) => Math.max(0, Math.min(rows.length - 1, c + n))),
    peek: () => setPeek((p) => !p),
    choose: () => here && moves.length > 0 && choose(here.id, !chosen.has(here.id)),
    open: () => here && open(here.id),
    bulk: () => chosen.size > 0 && setBulk(moves[0]?.name ?? ""),
    help: () => setHelp(true),
    leave: () => (peek ? setPeek(false) : setChosen(new Set())),
  });

  // A threshold is tried where alerts are settled, and for one county.
  const place = filter.under || (me.scope.length === 1 ? (me.scope[0]?.code ?? "") : "");
  const county = place.slice(0, 6);
  const tries =
    filter.view === "triage" && !filter.as_of && maySetParameters(me) && /^\d{4}(?!00)\d\d$/.test(county);
  const mine = overview?.states
    .filter((s) => myStates(me).includes(s.state))
    .reduce((n, s) => n + s.count, 0);
  const openStates = me.flow.states.filter((s) => !s.final).map((s) => s.name);
  const all = overview?.states.filter((s) => openStates.includes(s.state)).reduce((n, s) => n + s.count, 0);
  return (
    <>
      <div className="page-head">
        <h1>{t("nav.cases")}</h1>
        {overview && (
          <span className="second">
            {myStates(me).length > 0 && `${t("work.mineNow", { n: whole(mine ?? 0) })} · `}
            {t("work.openNow", { n: whole(all ?? 0) })}
          </span>
        )}
        <div className="end">
          {tries && (
            <button type="button" className="button" aria-expanded={dry} onClick={() => setDry(!dry)}>
              {t("precision.dry.open")}
            </button>
          )}
          {!none && !narrow && <TakeAway list="cases" filter={wanted} />}
          {mayWork(me) && (
            <button type="button" className="button main" onClick={() => setOpening(true)}>
              <Icon name="plus" />
              {t("work.register")}
            </button>
          )}
        </div>
      </div>
      <ViewTabs me={me} overview={overview} filter={filter} change={change} />
      <Filters me={me} overview={overview} filter={filter} change={change} />
      {tries && dry && (
        <Suspense fallback={<section className="card dry" />}>
          <DryRun county={`${county}000000`} rule={filter.rule} close={() => setDry(false)} />
        </Suspense>
      )}
      <div className={peek && here && !narrow ? "work-split" : undefined}>
        <section className="card work-list" aria-label={t("nav.cases")}>
          {none ? (
            <Nothing me={me} filter={filter} change={change} all={all ?? 0} />
          ) : list.isError && rows.length === 0 ? (
            <Failed error={list.error} again={() => list.refetch()} />
          ) : list.isPending ? (
            <Loading rows={12} />
          ) : rows.length === 0 ? (
            <Nothing me={me} filter={filter} change={change} all={all ?? 0} />
          ) : narrow ? (
            <CaseCards me={me} rows={rows} open={open} />
          ) : (
            <CaseTable
              me={me}
              rows={rows}
              cursor={cursor}
              onCursor={setCursor}
              chosen={chosen}
              choose={moves.length > 0 ? choose : undefined}
              chooseAll={(on) => setChosen(on ? new Set(rows.slice(0, 500).map((r) => r.id)) : new Set())}
              open={open}
              thin={peek}
              stale={list.isPlaceholderData}
            />
          )}
          {rows.length > 0 && (
            <ListFoot
              shown={rows.length}
              total={total}
              more={list.hasNextPage ? () => list.fetchNextPage() : undefined}
              busy={list.isFetchingNextPage}
              keys={!narrow}
              choosing={moves.length > 0}
              help={() => setHelp(true)}
            />
          )}
        </section>
        {peek && here && !narrow && (
          <Suspense
            fallback={
              <aside className="card peek">
                <Loading rows={8} />
              </aside>
            }
          >
            <Peek id={here.id} me={me} open={open} close={() => setPeek(false)} />
          </Suspense>
        )}
      </div>
      {chosen.size > 0 && !narrow && (
        <BulkBar count={chosen.size} moves={moves} act={setBulk} clear={() => setChosen(new Set())} />
      )}
      <Suspense>
        {bulk && (
          <BulkDialog
            move={moves.find((m) => m.name === bulk)}
            rows={rows.filter((r) => chosen.has(r.id))}
            close={() => setBulk("")}
            done={(ids) => setChosen(new Set([...chosen].filter((id) => !ids.includes(id))))}
          />
        )}
        {opening && <OpenCaseDialog close={() => setOpening(false)} opened={(id) => go(`/cases/${id}`)} />}
        {help && <KeysHelp close={() => setHelp(false)} />}
      </Suspense>
    </>
  );
}
