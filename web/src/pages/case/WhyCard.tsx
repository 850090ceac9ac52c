import { Link } from "react-router";
import type { Cite, Why } from "@/api/types";
import { mayUnmask } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Copy } from "@/parts/Copy";
import { Mark } from "@/parts/Mark";
import { Conclusion, useConclusion } from "@/sum/Conclusion";
import { chartOf, inner } from "@/sum/chart";
import { copyText } from "@/sum/copyText";
import { Items, Source, useValue } from "@/sum/Items";
import { Rows } from "@/sum/Rows";
import { SumChart } from "@/sum/SumChart";
import { useSays } from "@/sum/useSays";

/** One alert as its sum: what was compared, with which parameter, by which clause. */
export function WhyCard({ why }: { why: Why }) {
  const { t } = useTranslation();
  const p = usePlan();
  const says = useSays();
  const value = useValue();
  const conclude = useConclusion();
  const cites = useCites()(why.cites);
  const chart = chartOf(why.sum);
  const params = why.sum.filter((i) => i.kind === "param");
  const lines = why.sum.filter((i) => !inner(i));
  return (
    <>
      {chart && <SumChart chart={chart} />}
      {!chart && lines.length > 0 && <Items items={lines} />}
      {why.rows.length > 0 && <Rows rows={why.rows} />}
      <div className="sum-says">
        {chart ? (
          <Conclusion chart={chart} />
        ) : (
          <p className="lead">{why.says ? says(why.says) : p(why.label)}</p>
        )}
        {chart && why.says && <p>{says(why.says)}</p>}
        <p>
          {t("sum.rule", { rule: p(why.label) })}
          {cites && ` · ${t("sum.basis")}${cites}`}
        </p>
        {params.map((i) => (
          <p key={i.name} className="sum-param">
            {p(i.label)} {value(i)} <Source of={i} />
          </p>
        ))}
        <p className="sum-acts no-print">
          <Copy
            label={t("sum.copy")}
            text={() =>
              copyText(why, {
                says: why.says ? says(why.says) : "",
                conclusion: chart ? conclude(chart) : "",
                value,
                example: t("common.exampleLong"),
                cites: cites && `${t("sum.basis")}${cites}`,
                label: p,
              })
            }
          />
        </p>
      </div>
    </>
  );
}

/** What an alert is about and where it stands, in marks. */
export function WhyMarks({ why }: { why: Why }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <>
      {why.urgency === "红" && (
        <span className="risk-urgent">
          <Mark name="urgent" /> {t("urgency.红")}
        </span>
      )}
      {why.risk && <span className="tag">{p(why.risk)}</span>}
      {why.gone && <Gone why={why} />}
      {why.settled && <span className="tag">{t("case.settled")}</span>}
    </>
  );
}

/** An alert that a later run no longer raises: both runs, and for who may read it why. */
function Gone({ why }: { why: Why }) {
  const { t } = useTranslation();
  const said = t("case.goneLong", { first: why.first_run, last: why.last_run, gone: why.gone_run });
  if (!mayUnmask(useWho()))
    return (
      <span className="tag settle" title={said}>
        {t("case.gone")}
      </span>
    );
  return (
    <Link
      className="tag settle"
      title={said}
      to={`/data/changes?run=${why.gone_run}&rule=${why.rule}&household=${why.of}`}
    >
      {t("case.gone")}
    </Link>
  );
}

/** Where a rule comes from, document by document. */
export function useCites(): (cites: Cite[]) => string {
  const { t } = useTranslation();
  const p = usePlan();
  return (cites) =>
    cites
      .map(
        (c) =>
          `${p(c.document)} ${p(c.section)}${c.paragraph ? ` ${t("sum.paragraph", { n: c.paragraph })}` : ""}`,
      )
      .join(t("work.semicolon"));
}
