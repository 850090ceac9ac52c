import { useState } from "react";
import { useCorrections } from "@/api/corrections";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { CorrectionCard } from "./CorrectionCard";

/** What people ask to be put right about themselves, with its clock and its answer. */
export function Component() {
  const { t } = useTranslation();
  const [answered, setAnswered] = useState(false);
  const list = useCorrections(answered);
  return (
    <>
      <div className="page-head">
        <h1>{t("corrections.title")}</h1>
        <span className="second">{t("corrections.lead")}</span>
        <div className="end">
          <TakeAway list="corrections" filter={{ answered }} />
        </div>
      </div>
      <nav className="tabs" aria-label={t("corrections.title")}>
        {[false, true].map((a) => (
          <button
            key={String(a)}
            type="button"
            className={cx("tab", a === answered && "here")}
            aria-current={a === answered ? "page" : undefined}
            onClick={() => setAnswered(a)}
          >
            {t(a ? "corrections.answered" : "corrections.waiting")}
          </button>
        ))}
      </nav>
      {list.isError && !list.data ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : list.data.length === 0 ? (
        <section className="card">
          <Empty title={t("corrections.none")}>{t("corrections.noneHow")}</Empty>
        </section>
      ) : (
        list.data.map((c) => <CorrectionCard key={c.id} correction={c} />)
      )}
    </>
  );
}
