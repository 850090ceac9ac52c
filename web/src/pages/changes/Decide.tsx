import { Input } from "antd";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import type { Decision } from "@/api/decide";
import { asProblem } from "@/api/problem";
import { type Change, useAskUndo, useDecide } from "@/api/registry";
import type { Me } from "@/api/types";
import { mayLoad } from "@/app/roles";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";

interface Props {
  change: Change;
  blocked: boolean;
  me: Me;
}

/** The decision by a second person, the withdrawal by the first, and the way back. */
export function Decide({ change: c, blocked, me }: Props) {
  const { t } = useTranslation();
  const go = useNavigate();
  const id = useId();
  const [reason, setReason] = useState("");
  const decide = useDecide(c.id);
  const undo = useAskUndo(c.id);
  const failed = decide.error ?? undo.error;
  const problem = failed ? asProblem(failed) : null;
  const act = (what: Decision) => decide.mutate({ what, version: c.version, reason: reason.trim() });
  const busy = decide.isPending || undo.isPending;
  if (!c.may_decide && !c.may_withdraw && !c.may_undo) {
    // Who would decide, were it not their own, is told why not.
    return c.state === "pending" && mayLoad(me) ? <p className="second">{t("changes.notYours")}</p> : null;
  }
  return (
    <section className="card change-decide no-print" aria-label={t("changes.decided")}>
      <label htmlFor={id}>{t("changes.reason")}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={200}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {c.state === "pending" && !c.may_decide && <p className="note">{t("changes.notYours")}</p>}
      <div className="change-acts">
        {c.may_decide && (
          <>
            <button
              type="button"
              className="button main"
              disabled={busy || blocked}
              onClick={() => act("approve")}
            >
              {t("changes.approve")}
            </button>
            <button type="button" className="button" disabled={busy} onClick={() => act("refuse")}>
              {t("changes.refuse")}
            </button>
          </>
        )}
        {c.may_withdraw && (
          <button type="button" className="button" disabled={busy} onClick={() => act("withdraw")}>
            {t("changes.withdraw")}
          </button>
        )}
        {c.may_undo && (
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => undo.mutate(reason.trim(), { onSuccess: (r) => go(`/changes/${r.id}`) })}
          >
            {t("changes.undo")}
          </button>
        )}
      </div>
      {problem && (
        <Faults
          says={
            problem.code === "offline"
              ? [t("state.offline")]
              : problem.faults.length > 0
                ? [problem.message, ...problem.faults.map((f) => f.says)]
                : [problem.message]
          }
        />
      )}
    </section>
  );
}
