import { useSearchParams } from "react-router";
import { useHolidays } from "@/api/upkeep";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Mark } from "@/parts/Mark";
import { Empty, Failed, Loading } from "@/parts/states";
import "../backups/upkeep.css";

/** The working days that limits are counted in, a year at a time, by the State Council's notice. */
export function Component() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const read = useHolidays(Number(params.get("year") ?? 0));
  const h = read.data;
  if (!h) {
    return (
      <section className="card">
        {read.isError ? <Failed error={read.error} again={() => read.refetch()} /> : <Loading rows={8} />}
      </section>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>{t("holidays.title")}</h1>
        <span className="second">{t("holidays.lead")}</span>
      </div>
      {h.missing > 0 && (
        <p className="upkeep-state late" role="status">
          <Mark name="late" size={14} />
          {t("holidays.missing", { year: h.missing })}
        </p>
      )}
      <section className="card upkeep" aria-label={t("holidays.title")}>
        <fieldset className="upkeep-year">
          <legend className="hidden">{t("holidays.years")}</legend>
          {h.years.map((year) => (
            <button
              key={year}
              type="button"
              className={cx("button", year === h.year && "main")}
              aria-pressed={year === h.year}
              onClick={() => setParams({ year: String(year) })}
            >
              {year}
            </button>
          ))}
        </fieldset>
        {h.known ? (
          <>
            <p className="note">{t("holidays.notice", { notice: h.notice })}</p>
            <div className="scroll-x">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t("holidays.name")}</th>
                    <th scope="col">{t("holidays.off")}</th>
                    <th scope="col" className="number">
                      {t("holidays.days")}
                    </th>
                    <th scope="col">{t("holidays.worked")}</th>
                  </tr>
                </thead>
                <tbody>
                  {h.holidays.map((x) => (
                    <tr key={x.first}>
                      <th scope="row" className="plain">
                        {t(`holidays.of.${x.name as "元旦"}`, { defaultValue: x.name })}
                      </th>
                      <td>
                        {x.first} — {x.last.slice(5)}
                      </td>
                      <td className="number">{x.days}</td>
                      <td>{x.worked.map((d) => d.slice(5)).join(t("work.comma")) || "—"}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ) : (
          <Empty title={t("holidays.unknown", { year: h.year })}>{t("holidays.unknownHow")}</Empty>
        )}
      </section>
    </>
  );
}
