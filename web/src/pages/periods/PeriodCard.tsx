import { useState } from "react";
import { Link } from "react-router";
import { query } from "@/api/client";
import { type Decision, type Period, useDecidePeriod, useProvePeriod } from "@/api/periods";
import { asProblem } from "@/api/problem";
import { mayLock, maySeeCases } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { ActDialog } from "@/forms/ActDialog";
import { Faults } from "@/forms/Faults";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";
import { Mark, type MarkName } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";

const marks: Record<Period["state"], MarkName> = {
  asked: "waiting",
  agreed: "todo",
  locked: "done",
  refused: "waiting",
  withdrawn: "waiting",
  over: "waiting",
};

/** A period: what it is of, who asked and agreed, and what may be done with it. */
export function PeriodCard({ period: x }: { period: Period }) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const decide = useDecidePeriod(x.id);
  const prove = useProvePeriod(x.id);
  const [saying, setSaying] = useState<Decision | "">("");
  const problem = decide.error && !saying ? asProblem(decide.error) : null;
  const name = x.kind === "month" ? t("periods.month", { month: x.day.slice(0, 7) }) : p(x.name);
  const at = query({ as_of: x.day, under: x.division });
  return (
    <article className="card period" aria-label={`${name} ${shortPlace(x.division_name)}`}>
      <header>
        <h2>{name}</h2>
        <span className="note">
          {shortPlace(x.division_name)} · {x.from} – {x.day}
        </span>
        <span className="end note">
          <Mark name={marks[x.state]} /> {t(`periods.state.${x.state}`)}
        </span>
      </header>
      <div className="body">
        <p className="note">{t("periods.askedBy", { name: x.asked_name, at: moment(x.asked_at) })}</p>
        {x.decided_name && (
          <p className="note">
            {t(`periods.decided.${x.state === "refused" || x.state === "withdrawn" ? x.state : "agreed"}`, {
              name: x.decided_name,
              at: moment(x.decided_at),
            })}
            {x.decision && `：${x.decision}`}
          </p>
        )}
        {x.state === "locked" && (
          <p className="note">
            {t("periods.kept", { at: moment(x.locked_at), n: whole(x.rows) })}{" "}
            <span className="period-digest">{x.digest}</span>
          </p>
        )}
        {prove.data && <p role="status">{t(prove.data.same ? "periods.same" : "periods.notSame")}</p>}
        {prove.error && <Faults says={asProblem(prove.error).rest([])} />}
        {problem && <Faults says={problem.rest([])} />}
        <div className="acts">
          {x.may_decide && (
            <>
              <button
                type="button"
                className="button main"
                disabled={decide.isPending}
                onClick={() => decide.mutate({ how: "agree", version: x.version })}
              >
                {t("periods.agree")}
              </button>
              <button type="button" className="button" onClick={() => setSaying("refuse")}>
                {t("periods.refuse")}
              </button>
            </>
          )}
          {x.may_withdraw && (
            <button type="button" className="button" onClick={() => setSaying("withdraw")}>
              {t("periods.withdraw")}
            </button>
          )}
          {x.state === "locked" && (
            <>
              <Link className="button" to={`/overview${at}`}>
                {t("periods.figures")}
              </Link>
              {maySeeCases(me) && (
                <Link className="button" to={`/cases${query({ view: "all" })}${at.replace("?", "&")}`}>
                  {t("periods.list")}
                </Link>
              )}
              {mayLock(me) && (
                <Link className="button" to={`/periods/${x.id}`}>
                  {t("periods.changes")}
                </Link>
              )}
              <button
                type="button"
                className="button"
                disabled={prove.isPending}
                onClick={() => prove.mutate()}
              >
                {t("periods.prove")}
              </button>
            </>
          )}
        </div>
      </div>
      {saying && (
        <ActDialog
          title={t(`periods.${saying}`)}
          ok={t(`periods.${saying}`)}
          asks={[question("reason", "理由", "text", { required: true, max: 200 })]}
          busy={decide.isPending}
          error={decide.error}
          submit={(a) =>
            decide.mutate(
              { how: saying, version: x.version, reason: a.reason ?? "" },
              { onSuccess: () => setSaying("") },
            )
          }
          close={() => setSaying("")}
        />
      )}
    </article>
  );
}
