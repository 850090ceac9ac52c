import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { query } from "@/api/client";
import type { Me, Overview } from "@/api/types";
import { figure } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { statesOf, type ViewName } from "../work/views";

interface Props {
  me: Me;
  overview: Overview;
  under: string;
  links: boolean;
}

interface Stage {
  label: string;
  n: number;
  note: string;
  to?: string;
}

/** The stocks along the way, with what is late apart. They are stocks, not a funnel: no share runs across them. */
export function Chain({ me, overview, under, links }: Props) {
  const { t } = useTranslation();
  const sum = (states: string[], what: "count" | "late" = "count") =>
    overview.states.filter((s) => states.includes(s.state)).reduce((n, s) => n + s[what], 0);
  const to = (view: ViewName, more: Record<string, string> = {}) =>
    `/cases${query({ view, under, ...more })}`;
  const run = overview.runs[0];
  const way = me.flow.states
    .filter((s) => !s.final)
    .map((s) => s.name)
    .filter(
      (s) =>
        !statesOf("triage", me).includes(s) &&
        !statesOf("monitored", me).includes(s) &&
        !statesOf("clearing", me).includes(s),
    );
  const late = sum(statesOf("open", me), "late");
  const open = sum(statesOf("open", me));
  // Screening and alerts are of the whole run; below the loader's county they say nothing of a part.
  const chain: Stage[] = [
    ...(run && !under
      ? [
          {
            label: t("overview.screened"),
            n: run.screened,
            note: t("overview.screenedNote", { day: run.as_of }),
          },
          { label: t("overview.alerted"), n: run.alerted, note: t("overview.alertedNote") },
        ]
      : []),
    {
      label: t("overview.triage"),
      n: sum(statesOf("triage", me)),
      note: t("overview.triageNote"),
      to: to("triage"),
    },
    { label: t("overview.way"), n: sum(way), note: t("overview.wayNote"), to: to("open") },
    {
      label: t("overview.monitored"),
      n: sum(statesOf("monitored", me)),
      note: t("overview.monitoredNote"),
      to: to("monitored"),
    },
    {
      label: t("overview.clearing"),
      n: sum(statesOf("clearing", me)),
      note: t("overview.clearingNote"),
      to: to("clearing"),
    },
  ];
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
          {open > 0 ? t("overview.lateNote", { share: ((late / open) * 100).toFixed(1) }) : "—"}
        </span>
      </li>
    </ul>
  );
}

function Figure({ n, to, label }: { n: number; to?: string | undefined; label: string }) {
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
