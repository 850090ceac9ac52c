import { useState } from "react";
import { mayOversee } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { TakeAway } from "@/forms/TakeAway";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import "@/parts/tabs.css";
import { ReopenedList } from "./ReopenedList";
import { SupervisionList } from "./SupervisionList";

const tabs = ["open", "all", "reopened"] as const;

/** What cities and the province put under supervision, and what they sent back to work. */
export function Component() {
  const { t } = useTranslation();
  const oversees = mayOversee(useWho());
  const [tab, setTab] = useState<(typeof tabs)[number]>("open");
  return (
    <>
      <div className="page-head">
        <h1>{t("supervisions.title")}</h1>
        <span className="second">{t("supervisions.pageLead")}</span>
        {tab !== "reopened" && (
          <div className="end">
            <TakeAway list="supervisions" filter={{ open: tab === "open" }} />
          </div>
        )}
      </div>
      <nav className="tabs" aria-label={t("supervisions.title")}>
        {tabs
          .filter((x) => oversees || x !== "reopened")
          .map((x) => (
            <button
              key={x}
              type="button"
              className={cx("tab", x === tab && "here")}
              aria-current={x === tab ? "page" : undefined}
              onClick={() => setTab(x)}
            >
              {t(`supervisions.tab.${x}`)}
            </button>
          ))}
      </nav>
      {tab === "reopened" ? <ReopenedList /> : <SupervisionList open={tab === "open"} />}
    </>
  );
}
