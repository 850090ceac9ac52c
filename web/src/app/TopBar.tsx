import { useRuns } from "@/api/overview";
import { useTranslation } from "@/i18n/react";
import { DemoDay } from "./DemoDay";
import { DivisionPath } from "./DivisionPath";
import { InboxLink } from "./InboxLink";
import { mayCount, maySeeCases } from "./roles";
import { SearchBox } from "./SearchBox";
import { useWho } from "./SignedIn";

/** Where and when: the division and the day that govern every number below. */
export function TopBar() {
  const { t } = useTranslation();
  const me = useWho();
  const runs = useRuns(mayCount(me)).data;
  return (
    <header className="top">
      <DivisionPath />
      <div className="top-when">
        {mayCount(me) && (
          <span className="top-as-of">
            {t("nav.asOf")} <strong>{runs?.[0]?.as_of ?? (runs ? t("nav.noRun") : "—")}</strong>
          </span>
        )}
        <span>
          {t("nav.today")} <strong>{me.today}</strong>
        </span>
        <DemoDay />
      </div>
      <InboxLink />
      {maySeeCases(me) && <SearchBox />}
    </header>
  );
}
