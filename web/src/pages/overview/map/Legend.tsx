import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { classNames, classOf, type Metric, type Value } from "./metrics";

/** The six classes with how many counties are in each, and those of which nothing is known. */
export function Legend({ metric, values }: { metric: Metric; values: Value[] }) {
  const { t } = useTranslation();
  const shades = values.map((v) => classOf(metric, v));
  const count = (i: number) => shades.filter((s) => s === i).length;
  const none = values.filter((v) => v === "none").length;
  const unknown = values.filter((v) => v === "unknown").length;
  const places = (n: number) => t("overview.counties", { n: whole(n) });
  return (
    <div className="legend">
      <p className="note">{t(`overview.legend.${metric.name}`)}</p>
      <ul>
        {classNames(metric).map((name, i) => (
          <li key={name}>
            <i className={`legend-shade ${metric.ramp}${i}`} />
            <span>{name}</span>
            <span className="note">{places(count(i))}</span>
          </li>
        ))}
        {none > 0 && (
          <li>
            <i className="legend-shade none" />
            <span>—</span>
            <span className="note">{places(none)}</span>
          </li>
        )}
        <li>
          <i className="legend-shade unknown" />
          <span>{t("overview.unknown")}</span>
          <span className="note">{places(unknown)}</span>
        </li>
      </ul>
    </div>
  );
}
