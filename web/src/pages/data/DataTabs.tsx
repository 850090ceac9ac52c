import { Link, useLocation } from "react-router";
import { mayLoad } from "@/app/roles";
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

export function DataTabs() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (!mayLoad(useWho())) return null;
  return (
    <nav className="tabs no-print" aria-label={t("delivery.tabs")}>
      {pages.map(([to, name]) => (
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
