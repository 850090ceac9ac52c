import type { Case, CaseEvent, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { moment, shortDay } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { groupsOf } from "./groups";

/** What has happened, what runs, and what is still ahead with its latest day. */
export function Timeline({ file, me }: { file: Case; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const { case: c, clock } = file;
  const final = me.flow.states.find((s) => s.name === c.state)?.final ?? false;
  const at = clock.steps.findIndex((s) => s.state === c.state);
  const ahead = at >= 0 ? clock.steps.slice(at + 1) : c.t0 ? [] : clock.steps;
  return (
    <aside className="card timeline" id="timeline" tabIndex={-1} aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">{t("timeline.title")}</h2>
        {ahead.length > 0 && clock.t0 && <span className="note end">{t("timeline.lead")}</span>}
      </header>
      <ol>
        {groupsOf(file.events).map((events) => (
          <Past key={events[0]?.id} events={events} />
        ))}
        {!final && (
          <li className={cx("now", c.light === "late" && "late")}>
            <span className="timeline-mark" aria-hidden="true" />
            <div className="timeline-top">
              <strong>{p(c.state_label)}</strong>
              <span>{c.due_on ? t("timeline.by", { day: shortDay(c.due_on, me.today) }) : ""}</span>
            </div>
            <p>
              {(me.flow.states.find((s) => s.name === c.state)?.owners ?? [])
                .map((o) => t(`role.${o as "town_clerk"}`))
                .join(" · ")}
            </p>
          </li>
        )}
        {!final &&
          ahead.map((s) => (
            <li key={s.state} className="ahead">
              <span className="timeline-mark">
                <Mark name="todo" size={15} />
              </span>
              <div className="timeline-top">
                <span>{p(s.label)}</span>
                <span className={s.latest_start && s.latest_start < me.today ? "timeline-over" : "note"}>
                  {s.latest_start
                    ? t("timeline.latest", { day: shortDay(s.latest_start, me.today) })
                    : s.limit === 0
                      ? t("timeline.sameDay")
                      : t("timeline.limit", { n: s.limit })}
                </span>
              </div>
            </li>
          ))}
      </ol>
    </aside>
  );
}

function Past({ events }: { events: CaseEvent[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [e] = events;
  const last = events.at(-1);
  if (!e || !last) return null;
  const answers = events.flatMap((x) => x.form.map((a) => ({ ...a, key: `${x.id} ${a.name}` })));
  const reasons = [...new Set(events.map((x) => x.reason).filter(Boolean))];
  return (
    <li className="past">
      <span className="timeline-mark">
        <Mark name="done" size={15} />
      </span>
      <div className="timeline-top">
        <strong>
          {p(e.act_label)}
          {events.length > 1 && ` × ${events.length}`}
        </strong>
        <time className="note" dateTime={last.at}>
          {moment(last.at)}
        </time>
      </div>
      <p>
        {e.name || t("timeline.system")}
        {e.for && t("timeline.for", { login: e.for })}
        {e.to_label && e.to !== e.from && ` → ${p(e.to_label)}`}
      </p>
      {reasons.map((r) => (
        <p key={r} className="timeline-reason">
          {p(r)}
        </p>
      ))}
      {answers.length > 0 && (
        <details>
          <summary>{t("timeline.form", { n: answers.length })}</summary>
          <dl>
            {answers.map((a) => (
              <div key={a.key}>
                <dt>{p(a.label)}</dt>
                <dd>{p(a.value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
