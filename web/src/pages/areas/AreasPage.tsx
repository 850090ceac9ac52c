import { useState } from "react";
import { useAreas } from "@/api/areas";
import { maySettle } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { Empty, Failed, Loading } from "@/parts/states";
import { AreaCard } from "./AreaCard";
import { AreaDialog } from "./AreaDialog";
import "./areas.css";

/** What struck whole areas, and how far the visits to their households have come. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const list = useAreas();
  const [opening, setOpening] = useState(false);
  return (
    <>
      <div className="page-head">
        <h1>{t("areas.title")}</h1>
        <span className="second">{t("areas.lead")}</span>
        {maySettle(me) && (
          <div className="end">
            <button type="button" className="button main" onClick={() => setOpening(true)}>
              {t("areas.open")}
            </button>
          </div>
        )}
      </div>
      {list.isError && !list.data ? (
        <Failed error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Loading rows={6} />
      ) : list.data.areas.length === 0 ? (
        <section className="card">
          <Empty title={t("areas.none")}>{t("areas.noneHow")}</Empty>
        </section>
      ) : (
        list.data.areas.map((a) => <AreaCard key={a.id} area={a} />)
      )}
      {opening && list.data && <AreaDialog kinds={list.data.kinds} close={() => setOpening(false)} />}
    </>
  );
}
