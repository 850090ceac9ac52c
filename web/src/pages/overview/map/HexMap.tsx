import { registerMap } from "echarts/core";
import { useCallback, useRef } from "react";
import type { Tile } from "@/api/types";
import { chartFont, hint } from "@/chart/hint";
import { useChart } from "@/chart/useChart";
import { mapPlace, shortPlace } from "@/parts/place";
import { dark, light } from "@/theme/tokens";
import { bounds, centre, outlines, prefectureEdges } from "./hexagons";

/** A county as it is drawn. */
export interface Drawn {
  fill: string;
  word: string;
  /** The value in words, for the hint and, where there is room, under the name. */
  says: string;
  known: boolean;
}

interface Props {
  tiles: Tile[];
  /** By code; a county that is not there is a pale neighbour. */
  drawn: ReadonlyMap<string, Drawn>;
  /** Codes of the laggards, the first gets the mark 1. */
  marks: string[];
  mode: "light" | "dark";
  label: string;
  pick: (tile: Tile) => void;
}

/** The counties as hexagons, one each. */
export default function HexMap({ tiles, drawn, marks, mode, label, pick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const option = useCallback(
    (width: number) => {
      const c = mode === "dark" ? dark : light;
      const own = tiles.filter((t) => drawn.has(t.code));
      const shown = own.length > 0 ? own : tiles;
      const [[west, north], [east, south]] = bounds(shown);
      const side = Math.min(
        (width - 16) / (east - west),
        ((box.current?.clientHeight ?? 0) - 16) / (north - south),
      );
      const names = side > 23;
      const values = side > 34;
      registerMap("hexagons", outlines(tiles) as Parameters<typeof registerMap>[1]);
      const byCode = new Map(tiles.map((t) => [t.code, t]));
      const nameOf = (code: string) => byCode.get(code)?.name ?? code;
      return {
        animation: false,
        textStyle: { fontFamily: chartFont() },
        tooltip: {
          ...hint(c),
          formatter: ({ name }: { name: string }) => {
            const d = drawn.get(name);
            return d ? `${shortPlace(nameOf(name))}  ${d.says}` : shortPlace(nameOf(name));
          },
        },
        geo: {
          map: "hexagons",
          aspectScale: 1,
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          boundingCoords: [
            [west, north],
            [east, south],
          ],
          tooltip: { show: true },
          selectedMode: false,
          label: {
            show: names,
            formatter: ({ name }: { name: string }) => {
              const d = drawn.get(name);
              if (!d) return "";
              return values ? `${mapPlace(nameOf(name))}\n${d.says}` : mapPlace(nameOf(name));
            },
            fontSize: values ? 12 : 11,
            lineHeight: 16,
          },
          regions: tiles.map((t) => {
            const d = drawn.get(t.code);
            const fill = d?.fill ?? c.sunk;
            const edge =
              d && !d.known ? { borderColor: c.edge, borderType: "dashed" } : { borderColor: c.card };
            const itemStyle = { areaColor: fill, borderWidth: d ? 0.8 : 0.6, ...edge };
            const words = { color: d?.word ?? c.note };
            return {
              name: t.code,
              itemStyle,
              label: words,
              emphasis: { itemStyle: { ...itemStyle, borderColor: c.ink, borderWidth: 1.6 }, label: words },
            };
          }),
        },
        series: [
          {
            type: "lines",
            coordinateSystem: "geo",
            silent: true,
            data: prefectureEdges(shown).map((coords) => ({ coords })),
            lineStyle: { color: mode === "dark" ? c.note : c.ink, width: 1.1, opacity: 1 },
          },
          {
            type: "scatter",
            coordinateSystem: "geo",
            silent: true,
            symbolSize: names ? 17 : 14,
            symbolOffset: names ? [0, -side * 0.62] : [0, 0],
            itemStyle: { color: c.vermilionBar, borderColor: c.card, borderWidth: 1 },
            label: { show: true, formatter: "{b}", color: c.card, fontSize: 11, fontWeight: 600 },
            data: marks.flatMap((code, i) => {
              const t = byCode.get(code);
              return t && drawn.has(code) ? [{ name: String(i + 1), value: centre(t) }] : [];
            }),
          },
        ],
      };
    },
    [tiles, drawn, marks, mode],
  );
  useChart(box, option, ({ name }) => {
    const tile = tiles.find((t) => t.code === name);
    if (tile) pick(tile);
  });
  return <div ref={box} className="hexmap" role="img" aria-label={label} />;
}
