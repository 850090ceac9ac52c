import { Link, useLocation } from "react-router";
import { mayDeliver, mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import "@/parts/tabs.css";

/** The pages about data, side by side, for who brings data in. */
const pages = [
  ["/deliveries", "calendar"],
  ["/deliveries/upload", "upload"],
  ["/batches", "batches"],
  ["/data", "screenings"],
  ["/data/changes", "differences"],
  ["/precision", "precision"],
  ["/findings", "findings"],
  ["/national", "national"],
] as const;

/** Of them those of a department: calendar, upload, batches. */
const own = 3;

export function DataTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const me = useWho();
  if (!mayDeliver(me)) return null;
  const shown = mayLoad(me) ? pages : pages.slice(0, own);
  return (
    <nav className="tabs no-print" aria-label={t("delivery.tabs")}>
      {shown.map(([to, name]) => (
        <Link
          key={to}
          to={to}
          className={cx("tab", to === pathname && "here")}
          aria-current={to === pathname ? "page" : undefined}
        >
          {t(`delivery.tab.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
