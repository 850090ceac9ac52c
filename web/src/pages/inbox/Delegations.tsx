import { type Delegation, useDelegations, useEndDelegation } from "@/api/delegations";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { DelegateForm } from "./DelegateForm";

/** Who stands in for me while I am away, and whom I stand in for. */
export function Delegations() {
  const { t } = useTranslation();
  const list = useDelegations();
  if (list.isError && !list.data) return <Failed error={list.error} again={() => list.refetch()} />;
  if (!list.data) return <Loading rows={6} />;
  return (
    <>
      <p className="second delegation-lead">{t("inbox.delegationLead")}</p>
      <DelegateForm mine={list.data.mine} />
      <Held
        title={t("inbox.given")}
        none={t("inbox.givenNone")}
        rows={list.data.given}
        end={t("inbox.takeBack")}
      />
      <Held
        title={t("inbox.received")}
        none={t("inbox.receivedNone")}
        rows={list.data.received}
        end={t("inbox.giveBack")}
      />
    </>
  );
}

function Held(props: { title: string; none: string; rows: Delegation[]; end: string }) {
  const { t } = useTranslation();
  const p = usePlan();
  const end = useEndDelegation();
  return (
    <section className="card delegation" aria-label={props.title}>
      <h2>{props.title}</h2>
      {end.error && <Faults says={[asProblem(end.error).message]} />}
      {props.rows.length === 0 ? (
        <p className="note">{props.none}</p>
      ) : (
        <ul>
          {props.rows.map((d) => (
            <li key={d.id}>
              <span>
                <strong>{t("inbox.fromTo", { from: d.from_name, to: d.to_name })}</strong>
                <span className="note">
                  {p(d.grant.role_label)} · {shortPlace(d.grant.division_name)} ·{" "}
                  {t("inbox.term", { since: d.since, until: d.until })} · {d.reason}
                </span>
              </span>
              {d.ended_on ? (
                <span className="note">{t("inbox.ended", { day: d.ended_on })}</span>
              ) : (
                <>
                  <span className="note">{t(d.holds ? "inbox.holds" : "inbox.holdsNot")}</span>
                  <button
                    type="button"
                    className="button"
                    disabled={end.isPending}
                    onClick={() => end.mutate(d.id)}
                  >
                    {props.end}
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
