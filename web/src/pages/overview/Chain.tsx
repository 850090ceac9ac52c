import { Link } from "react-router";
import { query } from "@/api/client";
import type { HouseholdCount, Me, Month, Overview } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";
import { useTranslation } from "@/i18n/react";
import { figure, whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { statesOf, type ViewName } from "../work/views";

interface Props {
  me: Me;
  overview: Overview;
  /** Undefined while they are counted. */
  households: HouseholdCount | undefined;
  months: Month[] | undefined;
  under: string;
  links: boolean;
}

interface Stage {
  label: string;
  /** Undefined: not known, or not yet. */
  n: number | undefined;
  note: string;
  to?: string;
}

/** The stocks along the way, with what is late apart. They are stocks, not a funnel: no share runs across them. */
export function Chain({ me, overview, households: h, months, under, links }: Props) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const sum = (view: ViewName, what: "count" | "late" | "tasks" = "count") => {
    const states = statesOf(view, me);
    return overview.states.filter((s) => states.includes(s.state)).reduce((n, s) => n + s[what], 0);
  };
  const to = (view: ViewName, more: Record<string, string> = {}) =>
    `/cases${query({ as_of, view, under, ...more })}`;
  const year = me.today.slice(0, 4);
  const ofYear = months?.filter((m) => m.month.startsWith(year)).reduce((n, m) => n + m.cleared, 0);
  const unknown = h?.registered === 0;
  const helpless = h && h.monitored - h.helped;
  const triage = sum("triage");
  const chain: Stage[] = [
    {
      label: t("overview.registered"),
      n: unknown ? undefined : h?.registered,
      note: overview.as_of ? t("overview.screenedOn", { day: overview.as_of }) : t("overview.noRun"),
    },
    {
      label: t("overview.alerted"),
      n: unknown ? undefined : h?.alerted,
      note: t("overview.alertedNote"),
      to: to("open", { alerted: "yes" }),
    },
    {
      label: t("overview.under"),
      n: sum("underway"),
      note: t("overview.underNote", { desk: whole(triage), way: whole(sum("underway") - triage) }),
      to: to("underway"),
    },
    {
      label: t("overview.monitored"),
      n: sum("listed"),
      note: t("overview.monitoredNote", { n: whole(sum("listed") - countIn(overview, "monitored")) }),
      to: to("listed"),
    },
    {
      label: t("overview.helped"),
      n: h?.helped,
      note: helpless === undefined ? "" : t("overview.helpedNote", { n: whole(helpless) }),
      to: to("listed", { helped: "yes" }),
    },
    {
      label: t("overview.clearedYear"),
      n: ofYear,
      note: t("overview.clearedNote", { n: whole(countIn(overview, "watch")) }),
      to: to("all", { cleared: year }),
    },
  ];
  const late = sum("open", "late");
  const tasks = sum("open", "tasks");
  return (
    <ul className="card chain">
      {chain.map((c) => (
        <li key={c.label}>
          <span className="chain-label">{c.label}</span>
          <Figure n={c.n} to={links ? c.to : undefined} label={c.label} />
          <span className="note">{c.note}</span>
        </li>
      ))}
      <li className={late > 0 ? "chain-late" : undefined}>
        <span className="chain-label">
          <Mark name="late" /> {t("overview.late")}
        </span>
        <Figure n={late} to={links ? to("late") : undefined} label={t("overview.late")} />
        <span className="note">
          {tasks > 0 ? t("overview.lateNote", { share: ((late / tasks) * 100).toFixed(1) }) : "—"}
        </span>
      </li>
    </ul>
  );
}

const countIn = (o: Overview, state: string) => o.states.find((s) => s.state === state)?.count ?? 0;

function Figure({ n, to, label }: { n: number | undefined; to?: string | undefined; label: string }) {
  const { t } = useTranslation();
  if (n === undefined) return <span className="chain-figure second">{t("overview.unknown")}</span>;
  const f = figure(n);
  const number = (
    <>
      <strong>{f.value}</strong>
      {f.unit}
    </>
  );
  if (!to || n === 0) return <span className="chain-figure">{number}</span>;
  return (
    <Link className="chain-figure count" to={to} aria-label={`${label} ${n}`}>
      {number}
    </Link>
  );
}
