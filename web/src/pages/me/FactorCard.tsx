import { useState } from "react";
import { useFactor } from "@/api/account";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Failed, Loading } from "@/parts/states";
import { BeginFactor } from "./BeginFactor";
import { DropFactor } from "./DropFactor";
import { Recovery } from "./Recovery";

/** The second proof: off, being turned on, or on. */
export function FactorCard() {
  const { t } = useTranslation();
  const me = useWho();
  const factor = useFactor();
  const [codes, setCodes] = useState<string[]>([]);
  return (
    <section className="card me-card" aria-label={t("mine.factor")}>
      <header className="card-head">
        <h2>{t("mine.factor")}</h2>
        <span className="second">{t("mine.factorLead")}</span>
      </header>
      {me.owes_factor && (
        <p className="form-lead" role="status">
          <Mark name="settle" /> {t("mine.owed")}
        </p>
      )}
      {factor.isError && !factor.data ? (
        <Failed error={factor.error} again={() => factor.refetch()} />
      ) : !factor.data ? (
        <Loading rows={3} />
      ) : codes.length > 0 ? (
        <Recovery codes={codes} done={() => setCodes([])} />
      ) : factor.data.on ? (
        <>
          <p>
            <Mark name="done" /> {t("mine.on", { n: whole(factor.data.recovery) })}
          </p>
          {factor.data.demanded && <p className="note">{t("mine.demanded")}</p>}
          <DropFactor />
        </>
      ) : (
        <BeginFactor made={setCodes} />
      )}
    </section>
  );
}
