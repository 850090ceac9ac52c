import type { Case, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { shortDay } from "@/parts/format";
import { type Block, type Strip, stripOf } from "./strip";

/** The days of the whole clock, with what must happen in each; nothing where it does not run. */
export function DayStrip({ file, me }: { file: Case; me: Me }) {
  const { t } = useTranslation();
  const strip = stripOf(file, me.today);
  if (!strip) return null;
  const n = strip.days.length;
  const share = (days: number) => `${(days / n) * 100}%`;
  return (
    <div className="strip">
      <div className="strip-head">
        <span>{t("strip.whole", { n: strip.whole, gone: strip.gone })}</span>
        {strip.behind > 0 ? (
          <strong className="strip-behind">{t("strip.behind", { n: strip.behind })}</strong>
        ) : (
          <span>{t("strip.last", { day: shortDay(file.clock.whole_due_on, me.today) })}</span>
        )}
      </div>
      <div className="strip-body">
        <ol className="strip-days" aria-hidden="true">
          {strip.days.map((d, i) => (
            <li key={d} className={cx(i === strip.today && "today", i > 0 && i % 2 === 1 && "odd")}>
              {i === 0 || d.endsWith("-01") ? shortDay(d) : d.slice(8)}
            </li>
          ))}
        </ol>
        <div className="strip-blocks">
          <ol>
            {strip.blocks.map((b) => (
              <StripBlock key={b.state} block={b} strip={strip} today={me.today} />
            ))}
          </ol>
          <i className="strip-now" style={{ insetInlineStart: share(strip.today + 1) }} />
          <i className="strip-end" style={{ insetInlineStart: share(strip.whole + 1) }} />
        </div>
      </div>
    </div>
  );
}

function StripBlock({ block: b, strip, today }: { block: Block; strip: Strip; today: string }) {
  const { t } = useTranslation();
  const p = usePlan();
  const n = strip.days.length;
  const width = b.to - b.from;
  const short = (state: string, label: string) =>
    t(`strip.state.${state as "visited"}`, { defaultValue: p(label) });
  const name =
    b.kind === "done"
      ? b.label
          .split(",")
          .map((s) => short(s, s))
          .join(t("work.comma"))
      : short(b.state, b.label);
  const latest = b.latest && t("strip.latest", { day: shortDay(b.latest, today) });
  const words =
    b.kind === "hang" ? t("strip.hang") : b.kind === "ahead" && width >= 3 ? `${name} ${latest}` : name;
  return (
    <li
      className={cx("strip-block", b.kind, width < 2 && "thin")}
      style={{
        insetInlineStart: `${(b.from / n) * 100}%`,
        inlineSize: `${(width / n) * 100}%`,
        // The five full days that cannot shrink, marked off behind the posting day.
        backgroundSize: b.kind === "hang" || b.kind === "wait" ? `${100 / width}% 100%` : undefined,
      }}
      title={[name, latest].filter(Boolean).join(" · ")}
    >
      {words}
    </li>
  );
}
