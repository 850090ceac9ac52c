import { useState } from "react";
import { useSearchParams } from "react-router";
import { type DeclarationState, useDeclarations } from "@/api/declarations";
import { maySettle, mayWork } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useUnder } from "@/app/useUnder";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { DeclarationCard } from "./DeclarationCard";
import { DeclareDialog } from "./DeclareDialog";
import { PosterCard } from "./PosterCard";
import "./declarations.css";

/** What families said of themselves: those that wait for their household, those that became a case, those put aside. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const town = maySettle(me);
  const under = useUnder();
  const [params, setParams] = useSearchParams();
  const [writing, setWriting] = useState(false);
  // What waits or was put aside is the town's; a village sees its cases.
  const states: DeclarationState[] = town ? ["waiting", "laid", "dismissed"] : ["laid"];
  const state = states.find((s) => s === params.get("state")) ?? states[0] ?? "laid";
  const list = useDeclarations(state, under);
  const choose = (s: DeclarationState) => {
    const next = new URLSearchParams(params);
    next.set("state", s);
    setParams(next, { replace: true });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("declarations.title")}</h1>
        <span className="second">{t("declarations.lead")}</span>
        <div className="end">
          <TakeAway list="declarations" filter={{ state, under }} />
          {mayWork(me) && (
            <button type="button" className="button main" onClick={() => setWriting(true)}>
              {t("declarations.write")}
            </button>
          )}
        </div>
      </div>
      <nav className="tabs" aria-label={t("declarations.states")}>
        {states.map((s) => (
          <button
            key={s}
            type="button"
            className={cx("tab", s === state && "here")}
            aria-current={s === state ? "page" : undefined}
            onClick={() => choose(s)}
          >
            {t(`declarations.state.${s}`)}
            {s === state && list.data && <span className="tab-count">{list.data.declarations.length}</span>}
          </button>
        ))}
      </nav>
      {list.isError && !list.data ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : list.data.declarations.length === 0 ? (
        <section className="card">
          <Empty title={t(`declarations.none.${state}`)}>{t("declarations.noneHow")}</Empty>
        </section>
      ) : (
        list.data.declarations.map((d) => <DeclarationCard key={d.id} declaration={d} town={town} />)
      )}
      {mayWork(me) && <PosterCard />}
      {writing && list.data && (
        <DeclareDialog troubles={list.data.troubles} ways={list.data.ways} close={() => setWriting(false)} />
      )}
    </>
  );
}
