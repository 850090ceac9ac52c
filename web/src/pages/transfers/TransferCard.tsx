import { useState } from "react";
import { Link } from "react-router";
import { lies } from "@/api/places";
import { type Transfer, useAnswerTransfer } from "@/api/transfers";
import type { Me } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

type Answer = "taken" | "declined" | "withdrawn";

const counties = ["county_clerk", "county_head"];

/** What a person may answer: the receiver takes or declines, its city once it is late, the sender withdraws. */
function answers(of: Transfer, me: Me): Answer[] {
  const at = (county: string, roles: readonly string[]) =>
    me.user.grants.some((g) => roles.includes(g.role) && lies(county, g.division));
  if (of.state !== "pending") return [];
  if (at(of.to_county, counties) || (me.today > of.due_on && at(of.to_county, ["city"])))
    return ["taken", "declined"];
  return at(of.from_county, counties) ? ["withdrawn"] : [];
}

/** One case on its way to another county, and what is answered. */
export function TransferCard({ transfer: of, me }: { transfer: Transfer; me: Me }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [doing, setDoing] = useState<Answer | null>(null);
  const act = useAnswerTransfer(of.id);
  const may = answers(of, me);
  const sees = me.user.grants.some((g) => lies(of.from_county, g.division)) || of.state === "taken";
  const reason = question("answer", "答复", "text", { required: true, max: 500 });
  const village = question("village", "本县接收的村", "division", { required: true });
  return (
    <article className="card" aria-label={t("case.of", { name: of.head })}>
      <header>
        <h2>{sees ? <Link to={`/cases/${of.case_id}`}>{of.head}</Link> : of.head}</h2>
        <span className="note">
          {p(of.state_label)} · {t("transfers.asked", { day: of.asked_on })}
          {of.state === "pending" && ` · ${t("transfers.due", { day: of.due_on })}`}
        </span>
        <span className="end">
          {may.map((a) => (
            <button key={a} type="button" className="button" onClick={() => setDoing(a)}>
              {t(`transfers.${a}`)}
            </button>
          ))}
        </span>
      </header>
      <div className="body">
        <p>
          {t("transfers.from")} {of.from_name} → {t("transfers.to")} {of.to_name}
        </p>
        <p className="second">{of.reason}</p>
        {of.state !== "pending" && (
          <p>
            {t(`transfers.${of.state}`)} ·{" "}
            {t("transfers.decided", { day: of.decided_on, name: of.decided_by, says: of.answer })}
          </p>
        )}
      </div>
      {doing && (
        <ActDialog
          title={t(`transfers.${doing}`)}
          ok={t(`transfers.${doing}`)}
          lead={t(`transfers.${doing}Lead`)}
          asks={doing === "taken" ? [village, reason] : [reason]}
          initial={doing === "taken" ? { village: of.to_county } : {}}
          busy={act.isPending}
          error={act.error}
          submit={(a) =>
            act.mutate(
              { state: doing, answer: a.answer ?? "", ...(a.village ? { village: a.village } : {}) },
              { onSuccess: () => setDoing(null) },
            )
          }
          close={() => setDoing(null)}
        />
      )}
    </article>
  );
}
