import { useState } from "react";
import { type Export, useDecideExport } from "@/api/exports";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { ReasonField } from "@/forms/ReasonField";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { shortPlace } from "@/parts/place";

/** What others asked for and this person may agree to. */
export function Waiting({ list }: { list: Export[] }) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="exports-waiting">
      <header>
        <h2 id="exports-waiting">{t("exports.waiting")}</h2>
        <span className="note">{t("exports.waitingLead")}</span>
      </header>
      <ul className="body exports-waiting">
        {list.map((x) => (
          <One key={x.id} asked={x} />
        ))}
      </ul>
    </section>
  );
}

function One({ asked }: { asked: Export }) {
  const { t } = useTranslation();
  const p = usePlan();
  const decide = useDecideExport(asked.id);
  const [reason, setReason] = useState("");
  const problem = decide.error ? asProblem(decide.error) : null;
  const act = (approve: boolean) => decide.mutate({ approve, version: asked.version, reason });
  return (
    <li>
      <p>
        <strong>{asked.asked_name}</strong> {moment(asked.asked_at)} · {p(asked.label)}（
        {shortPlace(asked.division_name)}）{asked.many && <> · {t("exports.many")}</>}
        {asked.whole && <> · {t("exports.isWhole")}</>}
      </p>
      {asked.says && <p className="note">{p(asked.says)}</p>}
      <p>{t("exports.why", { reason: asked.reason })}</p>
      <ReasonField
        value={reason}
        change={setReason}
        fault={problem?.at("reason")}
        label={t("exports.words")}
      />
      {problem && <Faults says={problem.rest(["reason"])} />}
      <div className="acts">
        <button type="button" className="button main" disabled={decide.isPending} onClick={() => act(true)}>
          {t("exports.approve")}
        </button>
        <button type="button" className="button" disabled={decide.isPending} onClick={() => act(false)}>
          {t("exports.refuse")}
        </button>
      </div>
    </li>
  );
}
