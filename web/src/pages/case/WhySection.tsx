import type { Case, Why } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { chartOf } from "@/sum/chart";
import { useSays } from "@/sum/useSays";
import { SettleAlert } from "./SettleAlert";
import { WhyCard, WhyMarks } from "./WhyCard";

const weight: Record<string, number> = { 红: 0, 黄: 1, 蓝: 2 };

/** Open alerts first, then by urgency; one with a sum of money before one without. */
export function ordered(why: readonly Why[]): Why[] {
  const rank = (w: Why) => [Number(w.gone || w.settled), weight[w.urgency] ?? 3, chartOf(w.sum) ? 0 : 1];
  return [...why].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0) || (x[2] ?? 0) - (y[2] ?? 0);
  });
}

/** Why this household: the first alert as its whole sum, the others to be opened. */
export function WhySection({ file, settles }: { file: Case; settles: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  const says = useSays();
  const [first, ...others] = ordered(file.why);
  if (!first) {
    const told = file.events.find((e) => e.act === "open");
    return (
      <section className="card" id="why" tabIndex={-1} aria-labelledby="why-title">
        <header>
          <h2 id="why-title">{t("case.whyTold", { channel: p(file.case.channel) })}</h2>
        </header>
        <div className="body">
          <p className="why-told">{told?.reason || t("case.noAlert")}</p>
        </div>
      </section>
    );
  }
  return (
    <section className="card" id="why" tabIndex={-1} aria-labelledby="why-title">
      <header>
        <h2 id="why-title">{t("case.why", { rule: p(first.label) })}</h2>
        <WhyMarks why={first} />
      </header>
      <div className="body">
        <WhyCard why={first} />
        {settles && !first.settled && <SettleAlert file={file} why={first} />}
        {others.map((w) => (
          <details key={w.id} className="why-other">
            <summary>
              <span className={w.gone || w.settled ? "second" : "why-mark"}>
                <Mark name={w.urgency === "红" ? "urgent" : w.settled ? "done" : "late"} />
              </span>
              <strong>{t("case.another", { rule: p(w.label) })}</strong>
              <WhyMarks why={w} />
              {w.says && <span className="second">{says(w.says)}</span>}
            </summary>
            <WhyCard why={w} />
            {settles && !w.settled && <SettleAlert file={file} why={w} />}
          </details>
        ))}
      </div>
    </section>
  );
}
