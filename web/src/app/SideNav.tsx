import { Link, useLocation, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { useOverview } from "@/api/overview";
import { useTranslation } from "@/i18n/react";
import {
  mayAnswer,
  mayAudit,
  mayCount,
  mayDeliver,
  mayDraw,
  mayEvaluate,
  mayKeepKeys,
  mayLift,
  mayLoad,
  mayManageUsers,
  mayOversee,
  maySeeCases,
  maySeeHolidays,
  maySeePrecision,
  maySetParameters,
  mayUnmask,
  myStates,
} from "./roles";
import { type Entry, SideLink } from "./SideLink";
import { useWho } from "./SignedIn";
import { ThumbNav } from "./ThumbNav";
import { UserMenu } from "./UserMenu";
import { useNarrow } from "./useMedia";
import { useUnder } from "./useUnder";

/** What a role may see, and nothing else; on a phone it lies at the bottom. */
export function SideNav() {
  const { t } = useTranslation();
  const me = useWho();
  const under = useUnder();
  const narrow = useNarrow();
  const { pathname } = useLocation();
  const view = useSearchParams()[0].get("view") ?? "mine";
  const overview = useOverview(under, { enabled: mayCount(me) }).data;
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
          icon: "calls",
          label: t("nav.declarations"),
          here: at("/declarations"),
        },
        maySeeCases(me) && {
          to: "/areas",
          icon: "where",
          label: t("areas.title"),
          here: at("/areas"),
        },
        maySeeCases(me) && {
          to: "/complaints",
          icon: "says",
          label: t("complaints.title"),
          here: at("/complaints"),
        },
        mayOversee(me) && {
          to: "/corrections",
          icon: "pencil",
          label: t("corrections.title"),
          here: at("/corrections"),
        },
        mayOversee(me) && {
          to: "/transfers",
          icon: "handOver",
          label: t("transfers.title"),
          here: at("/transfers"),
        },
        maySeeCases(me) && {
          to: "/supervisions",
          icon: "eye",
          label: t("supervisions.title"),
          here: at("/supervisions"),
        },
        mayAnswer(me) && {
          to: "/questions",
          icon: "says",
          label: t("questions.title"),
          here: at("/questions"),
        },
        mayLift(me) && { to: "/lifted", icon: "lifted", label: t("lifted.title"), here: at("/lifted") },
        maySeeCases(me) && {
          to: `/changes${place}`,
          icon: "changes",
          label: t("nav.changes"),
          here: at("/changes"),
        },
      ],
    },
    {
      title: t("nav.groupData"),
      entries: [
        mayDeliver(me) && {
          to: "/deliveries",
          icon: "data",
          label: t("nav.data"),
          here: at("/data") || at("/deliveries") || at("/batches") || at("/precision") || at("/findings"),
        },
        mayLoad(me) && {
          to: "/national",
          icon: "both",
          label: t("national.title"),
          here: at("/national"),
        },
        mayCount(me) && { to: "/periods", icon: "lock", label: t("periods.title"), here: at("/periods") },
        (mayDraw(me) || mayEvaluate(me)) && {
          to: "/samples",
          icon: "lot",
          label: t("samples.title"),
          here: at("/samples"),
        },
        maySeeCases(me) && { to: "/exports", icon: "out", label: t("exports.page"), here: at("/exports") },
        !mayLoad(me) &&
          maySeePrecision(me) && {
            to: `/precision${place}`,
            icon: "bars",
            label: t("nav.precision"),
            here: at("/precision"),
          },
        !mayLoad(me) &&
          mayUnmask(me) && {
            to: `/data/changes${place}`,
            icon: "differs",
            label: t("differences.title"),
            here: at("/data/changes"),
          },
        !mayLoad(me) &&
          mayUnmask(me) && {
            to: `/findings${place}`,
            icon: "sound",
            label: t("findings.title"),
            here: at("/findings"),
          },
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
        mayManageUsers(me) && { to: "/backups", icon: "box", label: t("nav.backups"), here: at("/backups") },
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
  const shown = groups
    .map(({ title, entries }) => ({ title, entries: entries.filter((e) => e !== false) }))
    .filter(({ entries }) => entries.length > 0);
  return (
    <nav className="side" aria-label={t("nav.label")}>
      <Link className="side-brand" to="/">
        <span className="side-name">{t("common.product")}</span>
        <span className="side-tagline">{t("common.tagline")}</span>
      </Link>
      <div className="side-entries">
        {narrow ? (
          <ThumbNav entries={shown.flatMap(({ entries }) => entries)} />
        ) : (
          shown.map(({ title, entries }) => (
            <ul key={title ?? "top"}>
              {title && <li className="side-title">{title}</li>}
              {entries.map((e) => (
                <li key={e.to}>
                  <SideLink entry={e} />
                </li>
              ))}
            </ul>
          ))
        )}
      </div>
      <UserMenu />
    </nav>
  );
}
