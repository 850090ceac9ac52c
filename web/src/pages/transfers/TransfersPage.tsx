import { useState } from "react";
import { useTransfers } from "@/api/transfers";
import { useWho } from "@/app/SignedIn";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { TransferCard } from "./TransferCard";

/** Cases that one county hands to another: who waits for whose answer. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const [open, setOpen] = useState(true);
  const list = useTransfers(open);
  return (
    <>
      <div className="page-head">
        <h1>{t("transfers.title")}</h1>
        <span className="second">{t("transfers.lead")}</span>
        <div className="end">
          <TakeAway list="transfers" filter={{ open }} />
        </div>
      </div>
      <nav className="tabs" aria-label={t("transfers.title")}>
        {[true, false].map((o) => (
          <button
            key={String(o)}
            type="button"
            className={cx("tab", o === open && "here")}
            aria-current={o === open ? "page" : undefined}
            onClick={() => setOpen(o)}
          >
            {t(o ? "transfers.open" : "transfers.all")}
            {o === open && list.data && <span className="tab-count">{list.data.length}</span>}
          </button>
        ))}
      </nav>
      {list.isError && !list.data ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : list.data.length === 0 ? (
        <section className="card">
          <Empty title={t("transfers.none")}>{t("transfers.noneHow")}</Empty>
        </section>
      ) : (
        list.data.map((x) => <TransferCard key={x.id} transfer={x} me={me} />)
      )}
    </>
  );
}
