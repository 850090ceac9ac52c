import { useCallback, useRef } from "react";
import type { Month } from "@/api/types";
import { chartFont, hint } from "@/chart/hint";
import { useChart } from "@/chart/useChart";
import { dark, light } from "@/theme/tokens";

interface Props {
  months: Month[];
  mode: "light" | "dark";
  opened: string;
  decided: string;
  label: string;
  pick: (line: "opened" | "decided", month: string) => void;
}

/** New clues and conclusions by month; the two differ by dash too. */
export default function TrendLine({ months, mode, opened, decided, label, pick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const option = useCallback(() => {
    const c = mode === "dark" ? dark : light;
    const most = Math.max(...months.map((m) => m.opened));
    const axis = { color: c.note, fontSize: 11 };
    return {
      animation: false,
      textStyle: { fontFamily: chartFont() },
      tooltip: { ...hint(c), trigger: "axis" },
      grid: { left: 4, right: 10, top: 18, bottom: 4, outerBoundsMode: "same" },
      xAxis: {
        type: "category",
        boundaryGap: false,
        data: months.map((m) => m.month),
        axisLabel: { ...axis, formatter: (m: string) => String(Number(m.slice(5))), hideOverlap: true },
        axisLine: { lineStyle: { color: c.lineStrong } },
        axisTick: { show: false },
      },
      yAxis: {
        type: "value",
        minInterval: 1,
        min: 0,
        axisLabel: axis,
        splitLine: { lineStyle: { color: c.line } },
      },
      series: [
        {
          name: opened,
          type: "line",
          triggerLineEvent: true,
          symbolSize: 6,
          lineStyle: { color: c.spending, width: 2 },
          itemStyle: { color: c.spending },
          data: months.map((m) => ({
            value: m.opened,
            label: { show: m.opened === most && most > 0, color: c.second, fontSize: 12 },
          })),
        },
        {
          name: decided,
          type: "line",
          triggerLineEvent: true,
          symbolSize: 6,
          symbol: "rect",
          lineStyle: { color: c.income, width: 2, type: "dashed" },
          itemStyle: { color: c.income },
          data: months.map((m) => m.decided),
        },
      ],
    };
  }, [months, mode, opened, decided]);
  useChart(box, option, ({ seriesName, dataIndex }) => {
    const month = months[dataIndex]?.month;
    if (month) pick(seriesName === opened ? "opened" : "decided", month);
  });
  return <div ref={box} className="trend-line" role="img" aria-label={label} />;
}
