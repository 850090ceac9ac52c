import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { useOverview } from "@/api/overview";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon, type IconName } from "@/parts/Icon";
import {
  mayAudit,
  mayCount,
  mayKeepKeys,
  mayLoad,
  mayManageUsers,
  mayOversee,
  maySeeCases,
  maySeeHolidays,
  maySetParameters,
  myStates,
} from "./roles";
import { useWho } from "./SignedIn";
import { UserMenu } from "./UserMenu";
import { useUnder } from "./useUnder";

interface Entry {
  to: string;
  icon: IconName;
  label: string;
  here: boolean;
  count?: number;
}

/** What a role may see, and nothing else; on a phone it lies at the bottom. */
export function SideNav() {
  const { t } = useTranslation();
  const me = useWho();
  const under = useUnder();
  const { pathname } = useLocation();
  const view = useSearchParams()[0].get("view") ?? "mine";
  const overview = useOverview(under, mayCount(me)).data;
  const place = query({ under });
  const at = (path: string) => pathname === path || pathname.startsWith(`${path}/`);

  const sum = (names: string[]) =>
    overview?.states.filter((s) => names.includes(s.state)).reduce((n, s) => n + s.count, 0);
  const open = me.flow.states.filter((s) => !s.final).map((s) => s.name);
  const groups: { title?: string; entries: (Entry | false)[] }[] = [
    {
      entries: [
        mayCount(me) && {
          to: `/overview${place}`,
          icon: "overview",
          label: t("nav.overview"),
          here: at("/overview"),
        },
        maySeeCases(me) &&
          myStates(me).length > 0 && {
            to: `/cases${query({ view: "mine", under })}`,
            icon: "mine",
            label: t("nav.mine"),
            here: pathname === "/cases" && view === "mine",
            count: sum(myStates(me)),
          },
      ],
    },
    {
      title: t("nav.groupWork"),
      entries: [
        maySeeCases(me) && {
          to: `/cases${query({ view: "open", under })}`,
          icon: "cases",
          label: t("nav.cases"),
          here: at("/cases") && !(pathname === "/cases" && view === "mine"),
          count: sum(open),
        },
        maySeeCases(me) && {
          to: `/declarations${place}`,
          icon: "person",
          label: t("nav.declarations"),
          here: at("/declarations"),
        },
        mayOversee(me) && {
          to: "/transfers",
          icon: "changes",
          label: t("transfers.title"),
          here: at("/transfers"),
        },
        maySeeCases(me) && {
          to: `/changes${place}`,
          icon: "changes",
          label: t("nav.changes"),
          here: at("/changes") || at("/households"),
        },
      ],
    },
    {
      title: t("nav.groupData"),
      entries: [
        mayLoad(me) && {
          to: "/deliveries",
          icon: "data",
          label: t("nav.data"),
          here: at("/data") || at("/deliveries") || at("/batches"),
        },
        maySeeCases(me) && { to: "/exports", icon: "out", label: t("exports.page"), here: at("/exports") },
      ],
    },
    {
      title: t("nav.groupAdmin"),
      entries: [
        maySetParameters(me) && {
          to: "/parameters",
          icon: "parameters",
          label: t("nav.parameters"),
          here: at("/parameters"),
        },
        mayManageUsers(me) && { to: "/users", icon: "users", label: t("nav.users"), here: at("/users") },
        mayManageUsers(me) && { to: "/backups", icon: "data", label: t("nav.backups"), here: at("/backups") },
        mayKeepKeys(me) && { to: "/keys", icon: "secret", label: t("nav.secrets"), here: at("/keys") },
        maySeeHolidays(me) && {
          to: "/holidays",
          icon: "calendar",
          label: t("nav.holidays"),
          here: at("/holidays"),
        },
        mayAudit(me) && { to: "/audit", icon: "audit", label: t("nav.audit"), here: at("/audit") },
      ],
    },
  ];
  return (
    <nav className="side" aria-label={t("nav.label")}>
      <Link className="side-brand" to="/">
        <span className="side-name">{t("common.product")}</span>
        <span className="side-tagline">{t("common.tagline")}</span>
      </Link>
      <div className="side-entries">
        {groups.map(({ title, entries }) => {
          const shown = entries.filter((e) => e !== false);
          return (
            shown.length > 0 && (
              <ul key={title ?? "top"}>
                {title && <li className="side-title">{title}</li>}
                {shown.map((e) => (
                  <li key={e.to}>
                    <Link
                      to={e.to}
                      className={cx("side-link", e.here && "here")}
                      aria-current={e.here ? "page" : undefined}
                    >
                      <Icon name={e.icon} />
                      <span>{e.label}</span>
                      {e.count !== undefined && <span className="side-count">{whole(e.count)}</span>}
                    </Link>
                  </li>
                ))}
              </ul>
            )
          );
        })}
      </div>
      <UserMenu />
    </nav>
  );
}
