import { useTranslation } from "@/i18n/react";
import { shortYuan, yuan } from "@/parts/format";
import type { Chart } from "./chart";

const round = (n: number) => Math.round(n * 100) / 100;
const s = (n: number) => shortYuan(round(n));

/** The sum in one line, as one would say it to the family. */
export function useConclusion(): (c: Chart) => string {
  const { t } = useTranslation();
  return (c) => {
    const { line } = c;
    const short = line.at - c.decides;
    if (line.kind === "monitoring") {
      const sum =
        c.rigid !== null && c.net !== null
          ? t("sum.minus", { net: s(c.net), rigid: s(c.rigid), left: s(c.decides) })
          : t("sum.yuan", { n: s(c.decides) });
      const against = short > 0 ? t("sum.below", { n: s(short) }) : t("sum.notBelow", { n: s(-short) });
      const each = c.persons ? t("sum.each", { n: yuan(c.decides / c.persons) }) : "";
      return `${sum}${against}${each}`;
    }
    if (line.kind === "param") return t("sum.reaches", { n: s(c.decides), line: s(line.at) });
    const product = { n: s(c.decides), a: s(line.a), share: `${round(line.b * 100)}%`, line: s(line.at) };
    return line.kind === "drop" ? t("sum.fell", product) : t("sum.reachesShare", product);
  };
}

/** The conclusion with what is missing to the line in the colour of what must be acted on. */
export function Conclusion({ chart }: { chart: Chart }) {
  const { t } = useTranslation();
  const says = useConclusion()(chart);
  const short = chart.line.kind === "monitoring" ? chart.line.at - chart.decides : 0;
  const part = short > 0 ? t("sum.below", { n: s(short) }) : "";
  const at = part ? says.indexOf(part) : -1;
  if (at < 0) return <p className="lead">{says}</p>;
  const [before = "", after = ""] = part.split(s(short));
  return (
    <p className="lead">
      {says.slice(0, at)}
      {before}
      <span className="sum-short">{s(short)}</span>
      {after}
      {says.slice(at + part.length)}
    </p>
  );
}
