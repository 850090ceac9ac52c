import { useId, useState } from "react";
import type { Parameter } from "@/api/parameters";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Document, History } from "./History";

/** A parameter with what holds today; opened, with every value it has had. */
export function ParameterRow({ parameter: x, ask }: { parameter: Parameter; ask: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = p(x.label);
  return (
    <>
      <tr>
        <th scope="row" className="plain">
          {name}
        </th>
        <td className="number parameter-value">
          {x.value ? `${x.value} ${p(x.unit)}` : t("parameters.none")}
        </td>
        <td>{x.value && <Document status={x.status} number={x.number} />}</td>
        <td>
          {t(`parameters.level.${x.set_by}`)}
          {x.safer && <span className="note parameter-safer">{t(`parameters.safer.${x.safer}`)}</span>}
        </td>
        <td className="parameter-row-acts">
          <button
            type="button"
            className="button plain"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {t("parameters.history")}
            <span className="hidden"> {name}</span>
          </button>
          {x.may_set && (
            <button type="button" className="button plain" onClick={ask}>
              {t("parameters.ask")}
              <span className="hidden"> {name}</span>
            </button>
          )}
        </td>
      </tr>
      <tr id={id} hidden={!open} className="parameter-history">
        <td colSpan={5}>{open && <History parameter={x} />}</td>
      </tr>
    </>
  );
}
