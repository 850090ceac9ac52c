import { useSearchParams } from "react-router";
import { usePeriods } from "@/api/periods";
import { useAsOf } from "@/app/useAsOf";
import { useTranslation } from "@/i18n/react";
import "./periods.css";

/** Which day the page's numbers are of: now, or the end of a locked day. */
export function DayPicker({ under }: { under: string }) {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const [params, setParams] = useSearchParams();
  const days = usePeriods(under).data?.days ?? [];
  if (days.length === 0 && !asOf) return null;
  const all = asOf && !days.includes(asOf) ? [asOf, ...days] : days;
  return (
    <label className="day-picker">
      {t("periods.asOf")}
      <select
        value={asOf}
        onChange={(e) => {
          const next = new URLSearchParams(params);
          if (e.target.value) next.set("as_of", e.target.value);
          else next.delete("as_of");
          setParams(next);
        }}
      >
        <option value="">{t("periods.now")}</option>
        {all.map((day) => (
          <option key={day} value={day}>
            {t("periods.endOf", { day })}
          </option>
        ))}
      </select>
    </label>
  );
}
