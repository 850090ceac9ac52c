import { useState } from "react";
import { query } from "@/api/client";
import { useRiskMix } from "@/api/overview";
import { useAsOf } from "@/app/useAsOf";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Failed, Loading } from "@/parts/states";
import { NumberLink } from "./Number";

/** What the open work is about, as sorted bars that begin at zero. */
export function RisksCard({ under, links }: { under: string; links: boolean }) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const p = usePlan();
  const mix = useRiskMix(under, as_of);
  const [of, setOf] = useState<"alerts" | "main">("alerts");
  const list = (view: string, more: Record<string, string>) =>
    `/cases${query({ as_of, view, under, ...more })}`;
  const rows = (mix.data?.[of] ?? []).map((r) => ({
    ...r,
    label: p(r.risk),
    to: of === "alerts" ? list("open", { risk: r.risk }) : list("listed", { main_risk: r.risk }),
  }));
  const without = mix.data?.no_alert ?? 0;
  const most = Math.max(1, without, ...rows.map((r) => r.count));
  return (
    <section className="card" aria-labelledby="risks">
      <header>
        <h2 id="risks">{t("overview.risks")}</h2>
        <span className="note">{t(`overview.risksNote.${of}`)}</span>
      </header>
      <div className="body">
        <fieldset className="segments">
          <legend className="hidden">{t("overview.risks")}</legend>
          {(["alerts", "main"] as const).map((name) => (
            <button
              key={name}
              type="button"
              className={cx("segment", name === of && "here")}
              aria-pressed={name === of}
              onClick={() => setOf(name)}
            >
              {t(`overview.risksOf.${name}`)}
            </button>
          ))}
        </fieldset>
        {mix.isError && !mix.data ? (
          <Failed error={mix.error} again={() => mix.refetch()} />
        ) : !mix.data ? (
          <Loading rows={6} />
        ) : rows.length === 0 ? (
          <p className="second">{t("overview.noRisks")}</p>
        ) : (
          <ul className="risk-bars">
            {rows.map((r) => (
              <Bar key={r.risk} {...r} most={most} links={links} />
            ))}
            {of === "alerts" && without > 0 && (
              <Bar
                label={t("overview.noAlert")}
                count={without}
                to={list("open", { alerted: "no" })}
                most={most}
                links={links}
                rest
              />
            )}
          </ul>
        )}
      </div>
    </section>
  );
}

interface BarProps {
  label: string;
  count: number;
  to: string;
  most: number;
  links: boolean;
  rest?: boolean;
}

function Bar({ label, count, to, most, links, rest }: BarProps) {
  return (
    <li>
      <span>{label}</span>
      <i
        className={cx(rest && "rest")}
        style={{ inlineSize: `${(count / most) * 100}%` }}
        aria-hidden="true"
      />
      <NumberLink n={count} to={to} links={links} says={label} />
    </li>
  );
}
