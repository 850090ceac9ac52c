import { Link, useLocation } from "react-router";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Empty } from "@/parts/states";

/** Where a role without pages ends, and an address that is none. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const here = useLocation();
  if (here.pathname === "/none") {
    const roles = me.user.grants.map((g) => p(g.role_label)).join(t("work.comma"));
    return <Empty title={t("state.noPages")}>{t("state.noPagesHow", { roles })}</Empty>;
  }
  return (
    <Empty
      title={t("state.notFound")}
      acts={
        <Link className="button" to="/">
          {t("nav.overview")}
        </Link>
      }
    >
      {t("state.notFoundHow")}
    </Empty>
  );
}
