import { useId, useState } from "react";
import { useDeclareCode, useRenewCode } from "@/api/declarations";
import { asProblem } from "@/api/problem";
import { maySettle } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import { Failed, Loading } from "@/parts/states";
import { isVillage, useHere, Village } from "./Village";

const formats = ["pdf", "png", "svg"] as const;

/** The code by which a village's families declare, as a poster to print. */
export function PosterCard() {
  const { t } = useTranslation();
  const id = useId();
  const here = useHere();
  const [village, setVillage] = useState(here);
  return (
    <section className="card poster no-print" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{t("declarations.poster")}</h2>
        <span className="note">{t("declarations.posterLead")}</span>
      </header>
      <div className="body">
        <label htmlFor={id}>{t("declarations.village")}</label>
        <Village id={id} value={village} change={setVillage} />
        {isVillage(village) && <Code key={village} village={village} />}
      </div>
    </section>
  );
}

function Code({ village }: { village: string }) {
  const { t } = useTranslation();
  const me = useWho();
  const code = useDeclareCode(village);
  const renew = useRenewCode(village);
  if (code.isError && !code.data) return <Failed error={code.error} again={() => code.refetch()} />;
  if (!code.data) return <Loading rows={2} />;
  const there = code.data.url !== "";
  return (
    <>
      {there ? (
        <>
          <p>
            <a href={code.data.url} target="_blank" rel="noreferrer">
              {t("declarations.openPage")}
            </a>{" "}
            <span className="note">{t("declarations.madeOn", { on: code.data.made_on })}</span>
          </p>
          <p className="poster-files">
            {formats.map((f) => (
              <a
                key={f}
                className="button"
                href={`/api/divisions/${village}/poster/${f}`}
                target="_blank"
                rel="noreferrer"
              >
                {t(`declarations.format.${f}`)}
              </a>
            ))}
          </p>
        </>
      ) : (
        <p className="second">{t("declarations.noCode")}</p>
      )}
      {maySettle(me) && (
        <button
          type="button"
          className="button"
          disabled={renew.isPending}
          onClick={() => renew.mutate(undefined)}
        >
          {t(there ? "declarations.renew" : "declarations.make")}
        </button>
      )}
      {there && maySettle(me) && <p className="note">{t("declarations.renewEnds")}</p>}
      {renew.error && <Faults says={asProblem(renew.error).rest([])} />}
    </>
  );
}
