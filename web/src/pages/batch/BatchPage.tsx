import { useState } from "react";
import { Link, useParams } from "react-router";
import { type Batch, useBadRows, useBadRowsAgain, useBatch, useResubmit } from "@/api/deliveries";
import { asProblem } from "@/api/problem";
import { mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { dayOf, whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import { LetterLinks } from "../calendar/LetterLinks";
import { JobCard } from "../data/JobCard";
import { BadGrid } from "./BadGrid";
import { BatchHead } from "./BatchHead";
import { EqualCard } from "./EqualCard";
import { Kinds } from "./Kinds";
import { equalWords, readyRows } from "./lines";
import { UndoDialog } from "./UndoDialog";
import { useGrid } from "./useGrid";
import "./batch.css";

/** One delivered file: its account, and the rows that were set aside, to be mended. */
export function Component() {
  const id = Number(useParams().id);
  const batch = useBatch(Number.isSafeInteger(id) ? id : 0);
  if (batch.isError && !batch.data) {
    return (
      <section className="card">
        <Failed error={batch.error} again={() => batch.refetch()} />
      </section>
    );
  }
  if (!batch.data) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  return <Page key={id} batch={batch.data} />;
}

function Page({ batch: b }: { batch: Batch }) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const [undoing, setUndoing] = useState(false);
  const [job, setJob] = useState("");
  const [kind, setKind] = useState("");
  const grid = useGrid(b.id);
  const bad = useBadRows(b.id, kind);
  const again = useBadRowsAgain(b.id);
  const resubmit = useResubmit(b.id);
  const head = bad.data?.pages[0];
  const rows = bad.data?.pages.flatMap((x) => x.rows) ?? [];
  const ready = head ? readyRows(head.corrected, rows, grid.work) : 0;
  const waiting = head?.kinds.reduce((n, k) => n + k.rows, 0) ?? 0;
  const problem = resubmit.error ? asProblem(resubmit.error) : null;
  const month = dayOf(b.uploaded_at).slice(0, 7);
  return (
    <>
      <div className="page-head">
        <Link to="/batches">{t("delivery.tab.batches")}</Link>
        <span className="second">/</span>
        <h1>
          {p(b.label)}
          {waiting > 0 && t("delivery.batch.toMend", { n: whole(waiting) })}
        </h1>
        <span className="second">{waiting > 0 && t("delivery.batch.goodWentOn")}</span>
        <div className="end">
          {b.state === "staged" && (
            <Link className="button main" to={`/deliveries/upload?batches=${b.id}`}>
              {t("delivery.batch.goOn")}
            </Link>
          )}
          {b.quarantined > 0 && <TakeAway list="quarantine" filter={{ batch: b.id }} />}
          {b.quarantined > 0 && mayLoad(me) && (
            <LetterLinks owner={b.owner} month={month} county="">
              {t("delivery.batch.letter", { owner: p(b.owner) })}
            </LetterLinks>
          )}
          {b.state === "loaded" && ready > 0 && (
            <button
              type="button"
              className="button main"
              disabled={resubmit.isPending || Object.values(grid.work).some((w) => w.state === "saving")}
              onClick={() => resubmit.mutate()}
            >
              {t("delivery.batch.resubmit", { n: whole(ready) })}
            </button>
          )}
        </div>
      </div>
      {job && <JobCard id={job} forget={() => setJob("")} />}
      <BatchHead batch={b} undo={b.state === "loaded" ? () => setUndoing(true) : null} />
      {problem && <Faults says={problem.code === "offline" ? [t("state.offline")] : problem.rest([])} />}
      {resubmit.data && (
        <p className="batch-fresh" role="status">
          {t("delivery.batch.fresh", {
            n: resubmit.data.id,
            accepted: whole(resubmit.data.accepted),
            bad: whole(resubmit.data.quarantined),
          })}{" "}
          <Link to={`/batches/${resubmit.data.id}`}>{t("delivery.load.look")}</Link>
        </p>
      )}
      {b.purged ? (
        <section className="card">
          <Empty title={t("delivery.batch.purged")}>{t("delivery.batch.purgedHow")}</Empty>
        </section>
      ) : bad.isError && !head ? (
        <section className="card">
          <Failed error={bad.error} again={() => bad.refetch()} />
        </section>
      ) : !head ? (
        <section className="card">
          <Loading />
        </section>
      ) : rows.length === 0 && kind === "" ? (
        <section className="card">
          <Empty title={t("delivery.batch.noBad")}>{t("delivery.batch.noBadHow")}</Empty>
        </section>
      ) : (
        <div className="mend">
          <aside className="card mend-side">
            <Kinds kinds={head.kinds} kind={kind} choose={setKind} />
            {b.state === "loaded" &&
              equalWords(rows, grid.work)
                .slice(0, 3)
                .map((e) => (
                  <EqualCard
                    key={`${e.column} ${e.value}`}
                    batch={b}
                    equal={e}
                    columns={head.columns}
                    done={() => void again()}
                  />
                ))}
          </aside>
          <section className="card" aria-label={t("delivery.grid.title")}>
            <BadGrid rows={rows} columns={head.columns} grid={grid} />
            <footer className="grid-foot">
              <span>
                {t("delivery.grid.foot", {
                  rows: whole(waiting),
                  ready: whole(ready),
                  left: whole(Math.max(0, waiting - ready)),
                })}
              </span>
              {bad.hasNextPage && (
                <button type="button" className="button" onClick={() => bad.fetchNextPage()}>
                  {t("delivery.grid.more")}
                </button>
              )}
              <span className="note">
                <kbd>↑</kbd> <kbd>↓</kbd> <kbd>Enter</kbd> {t("delivery.grid.keys.move")} <kbd>Tab</kbd>{" "}
                {t("delivery.grid.keys.take")} <kbd>Esc</kbd> {t("delivery.grid.keys.revert")}{" "}
                <kbd>Ctrl Z</kbd> <kbd>Y</kbd> {t("delivery.grid.keys.undo")} ·{" "}
                {t("delivery.grid.keys.paste")}
              </span>
            </footer>
          </section>
        </div>
      )}
      {undoing && (
        <UndoDialog
          batch={b}
          close={() => setUndoing(false)}
          undone={(id) => {
            setUndoing(false);
            setJob(id);
          }}
        />
      )}
    </>
  );
}
