import { lazy, Suspense, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { query } from "@/api/client";
import { lies } from "@/api/places";
import type { DivisionCount, HouseholdCount, Tile } from "@/api/types";
import { usePrefs } from "@/app/prefs";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Loading } from "@/parts/states";
import { dark, light } from "@/theme/tokens";
import type { Drawn } from "./HexMap";
import { Legend } from "./Legend";
import { classOf, metrics, written } from "./metrics";
import { shade, wordOn } from "./shades";
import "@/parts/segments.css";

const HexMap = lazy(() => import("./HexMap"));

interface Props {
  tiles: Tile[];
  divisions: DivisionCount[];
  households: ReadonlyMap<string, HouseholdCount>;
  marks: string[];
  /** The province is shown: a county leads to its prefecture first. */
  whole: boolean;
}

/** The map with its choices, its legend and its notice. */
export function MapCard({ tiles, divisions, households, marks, whole }: Props) {
  const { t } = useTranslation();
  const me = useWho();
  const go = useNavigate();
  const { mode } = usePrefs();
  const [name, setName] = useState(metrics[0].name);
  const metric = metrics.find((m) => m.name === name) ?? metrics[0];
  const values = divisions.map((d) => metric.of(d, households.get(d.code)));
  const drawn = useMemo(() => {
    const c = mode === "dark" ? dark : light;
    return new Map(
      divisions.map((d): [string, Drawn] => {
        const v = metric.of(d, households.get(d.code));
        const i = classOf(metric, v);
        const fill = i === null ? c.page : shade(c, metric.ramp, i);
        const word = i === null ? c.second : wordOn(mode, i);
        const says = written(metric, v, t("overview.unknown"));
        return [d.code, { fill, word, says, known: v !== "unknown" }];
      }),
    );
  }, [divisions, households, metric, mode, t]);
  const pick = (tile: Tile) => {
    const to = whole || !drawn.has(tile.code) ? tile.prefecture : tile.code;
    if (me.scope.some((s) => lies(to, s.code))) go(`/overview${query({ under: to })}`);
  };
  return (
    <>
      <fieldset className="segments">
        <legend className="hidden">{t("overview.metrics")}</legend>
        {metrics.map((m) => (
          <button
            key={m.name}
            type="button"
            className={cx("segment", m === metric && "here")}
            aria-pressed={m === metric}
            onClick={() => setName(m.name)}
          >
            {t(`overview.metric.${m.name}`)}
          </button>
        ))}
      </fieldset>
      <Suspense fallback={<Loading rows={10} />}>
        <HexMap
          tiles={tiles}
          drawn={drawn}
          marks={marks}
          mode={mode}
          pick={pick}
          label={t("overview.mapSays", { what: t(`overview.metric.${metric.name}`), n: values.length })}
        />
      </Suspense>
      <div className="map-foot">
        <Legend metric={metric} values={values} />
        <p className="note map-notice">
          {whole ? t("overview.mapDown") : t("overview.mapDownCounty")}
          <br />
          {t("overview.mapNotice")}
        </p>
      </div>
    </>
  );
}
