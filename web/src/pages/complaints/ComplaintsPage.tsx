import { useState } from "react";
import { useComplaints } from "@/api/complaints";
import { mayOversee } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { ComplainDialog } from "./ComplainDialog";
import { ComplaintCard } from "./ComplaintCard";
import "./complaints.css";

/** The register of complaints: whoever works on cases writes one down, the levels above read and answer. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const reads = mayOversee(me);
  const list = useComplaints(reads);
  const [writing, setWriting] = useState(false);
  const [waiting, setWaiting] = useState(true);
  const rows = list.data?.filter((c) => (c.answered_on === "") === waiting);
  return (
    <>
      <div className="page-head">
        <h1>{t("complaints.title")}</h1>
        <span className="second">{t("complaints.lead")}</span>
        <div className="end">
          <button type="button" className="button main" onClick={() => setWriting(true)}>
            {t("complaints.write")}
          </button>
        </div>
      </div>
      {!reads ? (
        <section className="card">
          <Empty title={t("complaints.notRead")}>{t("complaints.notReadHow")}</Empty>
        </section>
      ) : (
        <>
          <nav className="tabs" aria-label={t("complaints.title")}>
            {[true, false].map((w) => (
              <button
                key={String(w)}
                type="button"
                className={cx("tab", w === waiting && "here")}
                aria-current={w === waiting ? "page" : undefined}
                onClick={() => setWaiting(w)}
              >
                {t(w ? "complaints.waiting" : "complaints.answered")}
                {w === waiting && rows && <span className="tab-count">{rows.length}</span>}
              </button>
            ))}
          </nav>
          {list.isError && !list.data ? (
            <Failed error={list.error} again={() => list.refetch()} />
          ) : !rows ? (
            <Loading rows={6} />
          ) : rows.length === 0 ? (
            <section className="card">
              <Empty title={t("complaints.none")}>{t("complaints.noneHow")}</Empty>
            </section>
          ) : (
            rows.map((c) => <ComplaintCard key={c.id} complaint={c} me={me} />)
          )}
        </>
      )}
      {writing && <ComplainDialog close={() => setWriting(false)} />}
    </>
  );
}
