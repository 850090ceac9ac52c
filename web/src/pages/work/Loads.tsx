import type { Load } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";

/** What the dispatch gives each village, the fullest first. */
export function Loads({ loads }: { loads: Load[] }) {
  const { t } = useTranslation();
  const sorted = [...loads].sort((a, b) => b.open + b.more - b.limit - (a.open + a.more - a.limit));
  return (
    <div className="loads">
      <table className="table">
        <caption className="hidden">{t("bulk.loads")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("bulk.village")}</th>
            <th scope="col" className="number">
              {t("bulk.now")}
            </th>
            <th scope="col" className="number">
              {t("bulk.more")}
            </th>
            <th scope="col" className="number">
              {t("bulk.limit")}
            </th>
            <th scope="col">{t("bulk.after")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((l) => {
            const over = Math.min(l.more, Math.max(0, l.open + l.more - l.limit));
            return (
              <tr key={l.village}>
                <td>{shortPlace(l.name)}</td>
                <td className="number">{l.open}</td>
                <td className="number">+{l.more}</td>
                <td className="number">{l.limit}</td>
                <td>
                  {over > 0 ? (
                    <span className="tag settle">
                      <Mark name="waiting" /> {t("bulk.over", { n: over })}
                    </span>
                  ) : (
                    <span className="note">{t("bulk.fits")}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
