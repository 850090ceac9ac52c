import type { Load } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";

interface Props {
  loads: Load[];
  /** What the table is called and what adds the visits; by default a dispatch. */
  title?: string;
  more?: string;
}

/** What visits each village would get, the fullest first. */
export function Loads({ loads, title, more }: Props) {
  const { t } = useTranslation();
  const sorted = [...loads].sort((a, b) => b.open + b.more - b.limit - (a.open + a.more - a.limit));
  return (
    <div className="loads">
      <table className="table">
        <caption className="hidden">{title ?? t("bulk.loads")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("bulk.village")}</th>
            <th scope="col" className="number">
              {t("bulk.now")}
            </th>
            <th scope="col" className="number">
              {more ?? t("bulk.more")}
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
