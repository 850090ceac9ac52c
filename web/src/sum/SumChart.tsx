import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { shortYuan, yuan } from "@/parts/format";
import type { Bar, Chart } from "./chart";
import "./sum.css";

interface Props {
  chart: Chart;
  /** Totals only, for the peek. */
  short?: boolean;
}

/** Table and waterfall in one: item, amount, bar, and one dashed line through all. */
export function SumChart({ chart, short = false }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const share = (n: number) => (n - chart.min) / (chart.max - chart.min);
  const at = (n: number) => `${share(n) * 100}%`;
  const label = (b: Bar) => (b.name === "left" ? t("sum.left") : p(b.label));
  const bars = short ? shortened(chart, t("sum.rigid")) : chart.bars;
  const { line } = chart;
  const words =
    short && line.kind === "monitoring"
      ? t("sum.lineShort", { sum: shortYuan(line.at) })
      : line.kind === "monitoring"
        ? t("sum.lineMonitoring", { sum: shortYuan(line.at), each: shortYuan(line.a), n: line.b })
        : line.kind === "param"
          ? t("sum.lineParam", { sum: shortYuan(line.at) })
          : t(line.kind === "drop" ? "sum.lineDrop" : "sum.lineShare", {
              sum: shortYuan(round(line.at)),
              a: shortYuan(line.a),
              share: percent(line.b),
            });
  return (
    <div className={cx("sum-chart", short && "short")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("sum.item")}</th>
            <th scope="col" className="number">
              {t("sum.amount")}
            </th>
            <th scope="col" className="sum-line-label">
              <span style={edge(share(chart.line.at))}>{words}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((b) => (
            <tr key={b.name} className={cx(b.total && "total")}>
              <th scope="row">{label(b)}</th>
              <td className="number">
                {b.amount === null ? (
                  <span className="note">{t("common.unknown")}</span>
                ) : (
                  yuan(b.amount || 0)
                )}
              </td>
              <td className="sum-bars">
                {b.amount !== null && b.to > b.from && (
                  <i
                    className={b.tone}
                    style={{ insetInlineStart: at(b.from), inlineSize: `calc(${at(b.to)} - ${at(b.from)})` }}
                  />
                )}
                {b.gap && (
                  <i
                    className="gap"
                    style={{
                      insetInlineStart: at(b.gap[0]),
                      inlineSize: `calc(${at(b.gap[1])} - ${at(b.gap[0])})`,
                    }}
                  />
                )}
                {chart.min < 0 && <u style={{ insetInlineStart: at(0) }} />}
                <b style={{ insetInlineStart: at(line.at) }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The line's words stay inside the column, whichever side it stands on. */
function edge(share: number) {
  return share > 0.5
    ? { insetInlineEnd: `${Math.max(0, (1 - share) * 100 - 14)}%` }
    : { insetInlineStart: `${Math.max(0, share * 100 - 14)}%` };
}

/** Totals, and the rigid spending between them as one bar. */
function shortened(chart: Chart, rigid: string): Bar[] {
  const totals = chart.bars.filter((b) => b.total || chart.bars.length < 3);
  if (chart.net === null || chart.rigid === null || chart.line.kind !== "monitoring") return totals;
  const one: Bar = {
    name: "rigid",
    label: rigid,
    amount: -chart.rigid,
    from: chart.net - chart.rigid,
    to: chart.net,
    tone: "spending",
    total: false,
  };
  const [first, ...rest] = totals;
  return first ? [{ ...first, tone: "income" }, one, ...rest] : totals;
}

const round = (n: number) => Math.round(n * 100) / 100;
const percent = (n: number) => `${round(n * 100)}%`;
