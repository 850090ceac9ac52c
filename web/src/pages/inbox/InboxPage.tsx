import { useSearchParams } from "react-router";
import { useInbox, useUnread } from "@/api/inbox";
import { mayWork } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import "@/parts/tabs.css";
import { Delegations } from "./Delegations";
import { DueGroups } from "./DueGroups";
import "./inbox.css";
import { Messages } from "./Messages";

const everyone = ["due", "messages"] as const;
const worker = [...everyone, "delegations"] as const;

/** What waits for me, by household, and what I was told. */
export function Component() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const views: readonly (typeof worker)[number][] = mayWork(useWho()) ? worker : everyone;
  const view = views.find((v) => v === params.get("view")) ?? "due";
  const due = useInbox();
  const counts = { due: due.data?.total, messages: useUnread().data, delegations: undefined };
  return (
    <>
      <div className="page-head">
        <h1>{t("inbox.title")}</h1>
        {due.data && (
          <span className="second">
            {due.data.total === 0
              ? t("inbox.nothing")
              : due.data.late > 0
                ? t("inbox.leadLate", { n: due.data.total, late: due.data.late })
                : t("inbox.lead", { n: due.data.total })}
          </span>
        )}
      </div>
      <nav className="tabs" aria-label={t("inbox.views")}>
        {views.map((v) => (
          <button
            key={v}
            type="button"
            className={cx("tab", v === view && "here")}
            aria-current={v === view ? "page" : undefined}
            onClick={() => setParams(v === "due" ? {} : { view: v }, { replace: true })}
          >
            {t(`inbox.view.${v}`)}
            {(counts[v] ?? 0) > 0 && <span className="tab-count">{whole(counts[v] ?? 0)}</span>}
          </button>
        ))}
      </nav>
      {view === "due" && <DueGroups due={due} />}
      {view === "messages" && <Messages />}
      {view === "delegations" && <Delegations />}
    </>
  );
}
