import { Dropdown } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Case, Me, Next } from "@/api/types";
import { MoveDialog } from "@/forms/MoveDialog";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { DeadlineChip } from "@/parts/DeadlineChip";
import { shortDay } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Mark } from "@/parts/Mark";
import { isVisit } from "../visit/visits";
import { DayStrip } from "./DayStrip";
import { LifeDialog } from "./LifeDialog";
import { type LifeAct, lifeActs } from "./lifeActs";
import { offered, sectionFor } from "./moves";

/** What comes next, by whom, until when; the days of the whole; and the act itself. */
export function NextBand({ file, me }: { file: Case; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const [doing, setDoing] = useState("");
  const [life, setLife] = useState<LifeAct | null>(null);
  const beyond = lifeActs(file, me);
  const { case: c } = file;
  const state = me.flow.states.find((s) => s.name === c.state);
  const { main, beside, others } = offered(file, me);
  const mine = state?.owners.some((o) => me.user.grants.some((g) => g.role === o)) ?? false;
  const who = mine
    ? t("next.you")
    : (state?.owners ?? []).map((o) => t(`role.${o as "town_clerk"}`)).join(t("next.or"));
  const act = (n: Next) => (isVisit(n.move) ? go(`/cases/${c.id}/visit`) : setDoing(n.move));
  const move = file.next.find((n) => n.move === doing);
  const final = state?.final ?? false;

  return (
    <section
      className={cx("next-band", c.light === "late" && !final && "late", final && "final")}
      aria-label={t("next.title")}
    >
      <div className="next-who">
        <span className="note">{final ? t("next.ended") : t("next.title")}</span>
        <strong className="next-lead">
          {final
            ? p(c.state_label)
            : main
              ? t("next.does", { who, move: p(main.label) })
              : who
                ? t("next.waits", { who, state: p(c.state_label) })
                : p(c.state_label)}
        </strong>
        <DeadlineChip of={c} me={me} />
        {!final && <Below file={file} me={me} />}
      </div>
      <DayStrip file={file} me={me} />
      {(!final || file.next.length > 0 || beyond.length > 0) && (
        <div className="next-acts no-print">
          {main && <Advance next={main} act={() => act(main)} />}
          {beside.slice(0, 2).map((n) => (
            <button
              key={n.move}
              type="button"
              className="button"
              onClick={() => act(n)}
              title={n.blocks.map(p).join("\n") || undefined}
            >
              {n.blocks.length > 0 && <Mark name="settle" />}
              {p(n.label)}
            </button>
          ))}
          {others.length + beyond.length + Math.max(0, beside.length - 2) > 0 && (
            <Dropdown
              trigger={["click"]}
              menu={{
                items: [
                  ...[...beside.slice(2), ...others].map((n) => ({ key: n.move, label: p(n.label) })),
                  ...beyond.map((a) => ({ key: a, label: t(`life.${a}`) })),
                ],
                onClick: ({ key }) => {
                  const beside = beyond.find((a) => a === key);
                  if (beside) setLife(beside);
                  const n = file.next.find((x) => x.move === key);
                  if (n) act(n);
                },
              }}
            >
              <button type="button" className="button">
                {t("next.others")}
                <Icon name="down" size={12} />
              </button>
            </Dropdown>
          )}
          {!main && others.length + beyond.length === 0 && <span className="note">{t("next.notYours")}</span>}
        </div>
      )}
      {main && main.blocks.length > 0 && (
        <ul className="next-blocks">
          {main.blocks.map((b) => (
            <li key={b}>
              <Mark name="settle" />
              <a href={`#${sectionFor(b)}`}>{p(b)}</a>
            </li>
          ))}
        </ul>
      )}
      {life && <LifeDialog file={file} me={me} act={life} close={() => setLife(null)} />}
      {move && (
        <MoveDialog id={c.id} version={c.version} today={me.today} move={move} close={() => setDoing("")} />
      )}
    </section>
  );
}

/** The button that moves on. While something is missing it stays, says how much, and leads there. */
function Advance({ next, act }: { next: Next; act: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [first] = next.blocks;
  if (!first) {
    return (
      <button type="button" className="button main" onClick={act}>
        {p(next.label)}
      </button>
    );
  }
  const lead = () => {
    const section = document.getElementById(sectionFor(first));
    section?.scrollIntoView({ block: "start" });
    section?.focus({ preventScroll: true });
  };
  return (
    <button type="button" className="button next-blocked" onClick={lead} aria-describedby="next-missing">
      <span>{p(next.label)}</span>
      <span id="next-missing" className="next-missing">
        {t("next.missing", { n: next.blocks.length })}
      </span>
    </button>
  );
}

/** Until when, and what the clock waits for. */
function Below({ file: { clock }, me }: { file: Case; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const parts: string[] = [];
  if (clock.due_on) parts.push(t("next.due", { day: shortDay(clock.due_on, me.today) }));
  if (clock.visit_due_on) parts.push(t("next.visit", { day: shortDay(clock.visit_due_on, me.today) }));
  if (clock.provisional) parts.push(t("work.provisional"));
  if (clock.paused_on)
    parts.push(
      t("next.pausedSince", { day: shortDay(clock.paused_on, me.today), why: p(clock.pause_reason) }),
    );
  return <span className="note">{parts.join(" · ")}</span>;
}
