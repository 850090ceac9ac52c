import type { Item } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { numberOf, yuan } from "@/parts/format";
import { shortLabel } from "./chart";

/** A value of evidence as pages write it. */
export function useValue(): (i: Item) => string {
  const { t } = useTranslation();
  const p = usePlan();
  return (i) => {
    if (i.value === "未知") return t("common.unknown");
    const n = numberOf(i.value);
    if (i.unit === "元" && n !== null) return `${yuan(n)} ${p("元")}`;
    return i.unit ? `${p(i.value)} ${p(i.unit)}` : p(i.value);
  };
}

/** Where a parameter's value comes from: a document's number, or nothing yet. */
export function Source({ of: i }: { of: Item }) {
  const { t } = useTranslation();
  if (i.status === "example") return <span className="tag example">{t("common.exampleLong")}</span>;
  return <span className="note">{i.number || t("sum.verified")}</span>;
}

/** The inputs of a sum: facts, then the parameters they are compared with. */
export function Items({ items }: { items: Item[] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const value = useValue();
  return (
    <div className="scroll-x">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("sum.input")}</th>
            <th scope="col" className="number">
              {t("sum.value")}
            </th>
            <th scope="col">{t("sum.from")}</th>
          </tr>
        </thead>
        <tbody>
          {[...items]
            .sort((a, b) => Number(a.kind === "param") - Number(b.kind === "param"))
            .map((i) => (
              <tr key={i.name}>
                <th scope="row" className="plain">
                  {p(shortLabel(i.label))}
                </th>
                <td className="number">{value(i)}</td>
                <td>
                  {i.kind === "param" ? <Source of={i} /> : <span className="note">{t("sum.data")}</span>}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
