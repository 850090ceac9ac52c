import { Link } from "react-router";
import type { Declaration } from "@/api/declarations";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Settle } from "./Settle";

/** One declaration in the family's own words, and what the town does with it. */
export function DeclarationCard({ declaration: d, town }: { declaration: Declaration; town: boolean }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <article className="card declaration" aria-label={t("declarations.of", { name: d.name, id: d.id })}>
      <header>
        <h2>{d.name}</h2>
        <span className="note">
          {shortPlace(d.village_name)} · {d.day} · {p(d.channel)} · {p(d.way)}
          {d.by && ` · ${t("declarations.by", { name: d.by })}`}
        </span>
      </header>
      <div className="body">
        <p>{d.troubles.map((trouble) => p(trouble)).join(t("work.comma"))}</p>
        {d.words && <blockquote>{d.words}</blockquote>}
        <p className="note">
          {t("declarations.number")} {d.number || t("declarations.notAtHand")} · {t("declarations.phone")}{" "}
          {d.phone || t("common.none")}
          {d.proxy && ` · ${t("declarations.proxyIs", { name: d.proxy, relation: d.relation })}`}
        </p>
        {d.again && <p className="second">{t("declarations.again")}</p>}
        {d.files.length > 0 && (
          <p>
            {d.files.map((file, i) => (
              <a key={file} href={file} target="_blank" rel="noreferrer" className="declaration-file">
                {t("declarations.file", { n: i + 1 })}
              </a>
            ))}
          </p>
        )}
        {d.case > 0 && <Link to={`/cases/${d.case}`}>{t("declarations.toCase", { id: d.case })}</Link>}
        {d.dismissed_on && (
          <p className="second">
            {t("declarations.dismissed", { on: d.dismissed_on, name: d.dismissed_by, why: d.dismissed_for })}
          </p>
        )}
        {town && d.case === 0 && <Settle declaration={d} />}
      </div>
    </article>
  );
}
