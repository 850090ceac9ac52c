import type { Parameter } from "@/api/parameters";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";

/** Every value of a parameter, newest first: where and when it holds, and which document sets it. */
export function History({ parameter: x }: { parameter: Parameter }) {
  const { t } = useTranslation();
  const p = usePlan();
  const values = [...x.values].sort((a, b) => b.from.localeCompare(a.from));
  if (values.length === 0) return <p className="note">{t("parameters.noHistory")}</p>;
  return (
    <div className="scroll-x">
      <table className="table">
        <caption className="hidden">{t("parameters.historyOf", { name: p(x.label) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("parameters.where")}</th>
            <th scope="col">{t("parameters.from")}</th>
            <th scope="col">{t("parameters.until")}</th>
            <th scope="col" className="number">
              {t("parameters.valueThen")}
            </th>
            <th scope="col">{t("parameters.number")}</th>
          </tr>
        </thead>
        <tbody>
          {values.map((v) => (
            <tr key={`${v.division} ${v.from} ${v.number} ${v.value}`}>
              <td>{shortPlace(v.name)}</td>
              <td>{v.from}</td>
              <td>{v.to || t("parameters.open")}</td>
              <td className="number">
                {v.value} {p(x.unit)}
              </td>
              <td>
                <Document status={v.status} number={v.number} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The document that sets a value, or the violet mark of one that no document does. */
export function Document({ status, number }: { status: Parameter["status"]; number: string }) {
  const { t } = useTranslation();
  if (status === "example") return <span className="tag example">{t("common.exampleLong")}</span>;
  return <>{number || t("parameters.noNumber")}</>;
}
