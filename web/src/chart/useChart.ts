import { LineChart, LinesChart, ScatterChart } from "echarts/charts";
import { GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type RefObject, useEffect, useRef, useState } from "react";

// Drawn on a canvas, hints too: the content security policy lets no inline style through.
use([CanvasRenderer, GeoComponent, GridComponent, LineChart, LinesChart, ScatterChart, TooltipComponent]);

/** What a chart was pressed on. */
export interface Pressed {
  name: string;
  seriesName?: string;
  dataIndex: number;
}

/**
 * A chart in an element, as wide and high as that. Only pages that load lazily may
 * import this: it brings the chart library.
 */
export function useChart(
  box: RefObject<HTMLElement | null>,
  option: (width: number) => EChartsCoreOption,
  press: (on: Pressed) => void,
): void {
  const chart = useRef<EChartsType>(null);
  const pressed = useRef(press);
  pressed.current = press;
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = init(element, undefined, { renderer: "canvas" });
    made.on("click", (e) =>
      pressed.current({
        name: e.name,
        dataIndex: e.dataIndex,
        ...(e.seriesName && { seriesName: e.seriesName }),
      }),
    );
    chart.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      setWidth(element.clientWidth);
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [box]);
  useEffect(() => {
    if (width > 0) chart.current?.setOption(option(width), { notMerge: true });
  }, [option, width]);
}
