import { useState } from "react";
import { Link, useParams } from "react-router";
import { useChanges, useHouseholdPage } from "@/api/registry";
import { maySettle, mayUnmask, mayWork } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortDay } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Masked } from "@/parts/Masked";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { AskChange } from "../changes/AskChange";
import { Looks } from "./Looks";
import { MembersTable } from "./MembersTable";
import { Story } from "./Story";
import { TellPerson } from "./TellPerson";
import "./household.css";

/** One household: who lives here, what happened to it, and who may see that. */
export function Component() {
  const code = useParams().code ?? "";
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const [asking, setAsking] = useState(false);
  const read = useHouseholdPage(code);
  const pending = useChanges({ household: code, state: "pending", limit: 20 });
  const page = read.data;
  if (read.isError && !page) {
    return (
      <section className="card">
        <Failed error={read.error} again={() => read.refetch()} />
      </section>
    );
  }
  if (!page) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  const h = page.household;
  const waiting = pending.data?.pages.flatMap((l) => l.changes) ?? [];
  const headAt = h.members.findIndex((m) => m.relation === "户主");
  const head = h.members[headAt];
  return (
    <>
      <header className="household-head">
        <span className="second">
          {t("household.trail")} / {h.code}
        </span>
        <div className="household-title">
          <h1>{t("case.of", { name: h.head })}</h1>
          <span className="tag">{p(h.kind)}</span>
          {h.relocated && (
            <span className="tag">
              {h.relocation_site
                ? t("household.relocatedTo", { site: h.relocation_site })
                : t("household.relocated")}
            </span>
          )}
          {h.object_type && (
            <span className="tag outline">
              {p(h.object_type)}
              {h.risk_cleared && ` · ${p("风险消除")}`}
            </span>
          )}
          {h.ended_on && <span className="tag settle">{t("household.ended", { day: h.ended_on })}</span>}
          {mayWork(me) && !h.ended_on && (
            <button type="button" className="button household-ask" onClick={() => setAsking(true)}>
              {t("household.ask")}
            </button>
          )}
          <button type="button" className="button" onClick={() => window.print()}>
            <Icon name="print" />
            {t("delivery.print")}
          </button>
        </div>
        <p className="second">
          {shortPlace(h.division_name)} {h.group} {h.address}
          {head && (
            <>
              {" · "}
              {t("case.idOf")}{" "}
              <Masked
                value={head.number}
                household={h.code}
                field={`members.${headAt}.number`}
                allowed={mayUnmask(me) && head.has_id}
                what={t("case.idOf")}
              />
            </>
          )}
          {" · "}
          {t("case.phone")}{" "}
          <Masked
            value={h.phone || "—"}
            household={h.code}
            field="phone"
            allowed={mayUnmask(me) && h.phone !== ""}
            what={t("case.phone")}
          />
        </p>
      </header>
      <MembersTable page={page} me={me} />
      <div className="household-columns">
        <Story page={page} />
        <div className="household-side">
          <section className="card" aria-labelledby="cases-title">
            <header>
              <h2 id="cases-title">{t("household.cases")}</h2>
            </header>
            <div className="body">
              {page.cases.length === 0 && <p className="second">{t("household.noCases")}</p>}
              <ul className="household-list">
                {page.cases.map((c) => (
                  <li key={c.id}>
                    <Link to={`/cases/${c.id}`}>{t("household.caseLine", { id: c.id })}</Link>{" "}
                    <span className="tag selected">{p(c.state_label)}</span>{" "}
                    <span className="note">{shortDay(c.opened_on, me.today)}</span>
                  </li>
                ))}
              </ul>
            </div>
          </section>
          <section className="card" aria-labelledby="pending-title">
            <header>
              <h2 id="pending-title">{t("household.pending")}</h2>
            </header>
            <div className="body">
              {waiting.length === 0 && <p className="second">{t("household.noPending")}</p>}
              <ul className="household-list">
                {waiting.map((c) => (
                  <li key={c.id}>
                    <Link to={`/changes/${c.id}`}>{p(c.kind_label)}</Link> <span>{c.says}</span>{" "}
                    <span className="note">{c.asked_name}</span>
                  </li>
                ))}
              </ul>
            </div>
          </section>
          {mayWork(me) && <TellPerson household={h} prints={maySettle(me)} />}
          {maySettle(me) && <Looks code={code} />}
        </div>
      </div>
      {asking && <AskChange household={h} close={() => setAsking(false)} />}
    </>
  );
}
