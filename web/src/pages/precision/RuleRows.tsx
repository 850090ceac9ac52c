import { Link } from "react-router";
import { query } from "@/api/client";
import type { RuleSpoke, RulesSpoke } from "@/api/precision";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { NumberLink } from "../overview/Number";
import { share } from "./share";
import { WhatIf } from "./WhatIf";

interface Props {
  row: RuleSpoke;
  all: RulesSpoke;
  under: string;
  /** 2025-01~2025-06 */
  months: string;
  links: boolean;
  /** The place has several counties. */
  wide: boolean;
  open: boolean;
  toggle: () => void;
}

/** A rule's line and, when it is opened, its counties and a trial of its thresholds. */
export function RuleRows({ row: r, all, under, months, links, wide, open, toggle }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const list = (part: string, at = under) =>
    `/cases${query({ view: "all", under: at, became: `${part}:${r.rule}`, raised: months })}`;
  const several = all.counties.length > 1;
  const detail = `precision-${r.rule}`;
  return (
    <>
      <tr className={open ? "precision-open" : undefined}>
        <th scope="row" className="plain">
          {p(r.label)}
          <span className="note precision-risk-of">{p(r.risk)}</span>
        </th>
        {(["raised", "visited", "ended", "listed"] as const).map((part) => (
          <td key={part} className="number">
            <NumberLink
              n={r.clues[part]}
              to={list(part)}
              links={links}
              says={`${p(r.label)} ${t(`precision.part.${part}`)}`}
            />
          </td>
        ))}
        <td className="number">
          <Share listed={r.clues.listed} ended={r.clues.ended} enough={all.enough} />
        </td>
        <td className="number">
          {r.main_risk === "" ? (
            <span className="second" title={t("precision.noCause")}>
              —
            </span>
          ) : (
            <NumberLink
              n={r.missed}
              links={links}
              says={`${p(r.label)} ${t("precision.missed")}`}
              to={`/cases${query({ view: "all", under, missed: "1", decided: months, main_risk: r.main_risk })}`}
            />
          )}
        </td>
        <td className="number">
          <Blind {...r.blind} />
        </td>
        <td className="precision-acts">
          <button
            type="button"
            className="button plain"
            aria-expanded={open}
            aria-controls={detail}
            onClick={toggle}
          >
            {t(wide ? "precision.open" : "precision.tryShort")}
            <span className="hidden">{p(r.label)}</span>
            <Icon name="down" size={12} />
          </button>
        </td>
      </tr>
      {open && (
        <tr className="precision-detail" id={detail}>
          <td colSpan={9}>
            {several && (
              <table className="table">
                <caption>{t("precision.counties")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("coverage.county")}</th>
                    {(["raised", "visited", "ended", "listed"] as const).map((part) => (
                      <th key={part} scope="col" className="number">
                        {t(`precision.part.${part}`)}
                      </th>
                    ))}
                    <th scope="col" className="number">
                      {t("precision.per")}
                    </th>
                    <th scope="col" className="number">
                      {t("precision.blind")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {all.counties.map((c) => (
                    <tr key={c.code}>
                      <th scope="row" className="plain">
                        <Link
                          to={`/precision${query({ under: c.code, from: all.from, to: all.to, rule: r.rule })}`}
                        >
                          {c.name}
                        </Link>
                      </th>
                      {(["raised", "visited", "ended", "listed"] as const).map((part) => (
                        <td key={part} className="number">
                          <NumberLink
                            n={c.clues[part]}
                            to={list(part, c.code)}
                            links={links}
                            says={`${c.name} ${t(`precision.part.${part}`)}`}
                          />
                        </td>
                      ))}
                      <td className="number">
                        <Share listed={c.clues.listed} ended={c.clues.ended} enough={all.enough} />
                      </td>
                      <td className="number">
                        <Blind {...c.blind} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <WhatIf rule={r} under={under} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Of a hundred clues that ended, how many were listed; of few, only how many of how many. */
function Share({ listed, ended, enough }: { listed: number; ended: number; enough: number }) {
  const { t } = useTranslation();
  const s = share(listed, ended, enough);
  if (s === null) return <span className="second">—</span>;
  return typeof s === "number" ? (
    <span>{s.toFixed(2)}</span>
  ) : (
    <span className="second" title={t("precision.few", { n: enough })}>
      {s}
    </span>
  );
}

/** Households of which the rule cannot speak, and of how many that is. */
function Blind({ screened, unknown, no_id }: { screened: number; unknown: number; no_id: number }) {
  const { t } = useTranslation();
  if (screened === 0) return <span className="second">—</span>;
  return (
    <>
      {whole(unknown + no_id)}
      <span className="note precision-of">
        {t("precision.blindWhy", { unknown: whole(unknown), no_id: whole(no_id), screened: whole(screened) })}
      </span>
    </>
  );
}
