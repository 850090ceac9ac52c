import { useState } from "react";
import { useSettleHit } from "@/api/cases";
import type { Case, Hit, Me } from "@/api/types";
import { maySettle } from "@/app/roles";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { shortDay } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Rows } from "@/sum/Rows";
import { Asked } from "./Asked";
import { AnswerDialog, Heard, TellDialog } from "./HouseholdSays";

export const outcomes = ["true_excluded", "true_exempt", "data_error"] as const;
type Outcome = (typeof outcomes)[number];

/** From the visit to the decision: while hits are being settled. */
const hitStates = ["visited", "comparing", "meeting", "publicity", "town_review", "county_decision"];

interface Props {
  file: Case;
  me: Me;
  works: boolean;
}

/** Comparison hits, each settled by a person; a hit by itself rejects nobody. */
export function HitsCard({ file, me, works }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [settling, setSettling] = useState<{ hit: Hit; status: Outcome } | null>(null);
  const [telling, setTelling] = useState(false);
  const [answering, setAnswering] = useState<Hit | null>(null);
  const settles = works && maySettle(me);
  const beingSettled = works && hitStates.includes(file.case.state);
  const named = (number: string) => file.household.members.find((m) => m.number === number)?.name ?? number;
  return (
    <section className="card" id="hits" tabIndex={-1} aria-labelledby="hits-title">
      <header>
        <h2 id="hits-title">{t("hits.title")}</h2>
        <span className="note">{file.hits.length === 0 ? t("hits.none") : t("hits.lead")}</span>
        {beingSettled && file.hits.some((h) => !h.told_on) && (
          <span className="end">
            <button type="button" className="button" onClick={() => setTelling(true)}>
              {t("hits.tell")}
            </button>
          </span>
        )}
      </header>
      {file.hits.length > 0 && (
        <div className="body scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("hits.hit")}</th>
                <th scope="col">{t("hits.who")}</th>
                <th scope="col">{t("hits.status")}</th>
                <th scope="col">{t("hits.finding")}</th>
              </tr>
            </thead>
            <tbody>
              {file.hits.map((h) => {
                const pending = h.status === "pending";
                const unheard = !pending && h.answers.some((a) => !a.heard);
                return (
                  <tr key={h.id} className={cx((pending || unheard) && "hit-pending")}>
                    <td>
                      <strong>{p(h.label)}</strong>
                      {h.says && <div className="note">{p(h.says)}</div>}
                      {h.rows.length > 0 && (
                        <details>
                          <summary className="note">{t("hits.source")}</summary>
                          <Rows rows={h.rows} />
                        </details>
                      )}
                    </td>
                    <td>{h.members.map(named).join(t("work.comma")) || "—"}</td>
                    <td>
                      <span className={cx("hit-status", pending ? "pending" : "settled")}>
                        <Mark name={pending ? "settle" : "done"} />
                        {p(h.status_label)}
                      </span>
                    </td>
                    <td>
                      <Asked file={file} hit={h.id} me={me} />
                      <Heard hit={h} today={me.today} />
                      {beingSettled && (
                        <button type="button" className="button" onClick={() => setAnswering(h)}>
                          {t("hits.answer")}
                        </button>
                      )}
                      {!pending && (
                        <>
                          {h.reason}
                          <div className="note">
                            {t("hits.department", { says: h.department })} · {h.settled_by}{" "}
                            {shortDay(h.settled_on, me.today)}
                          </div>
                          {unheard && settles && <p>{t("hits.again")}</p>}
                        </>
                      )}
                      {(pending || unheard) &&
                        (settles ? (
                          <div className="hit-acts">
                            {outcomes.map((o) => (
                              <button
                                key={o}
                                type="button"
                                className="button"
                                onClick={() => setSettling({ hit: h, status: o })}
                              >
                                {t(`hits.${o}`)}
                              </button>
                            ))}
                          </div>
                        ) : (
                          <span className="note">{t("hits.byTown")}</span>
                        ))}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {settling && <SettleDialog file={file} {...settling} close={() => setSettling(null)} />}
      {telling && <TellDialog file={file} today={me.today} close={() => setTelling(false)} />}
      {answering && (
        <AnswerDialog file={file} hit={answering} today={me.today} close={() => setAnswering(null)} />
      )}
    </section>
  );
}

function SettleDialog({
  file,
  hit,
  status,
  close,
}: {
  file: Case;
  hit: Hit;
  status: Outcome;
  close: () => void;
}) {
  const { t } = useTranslation();
  const p = usePlan();
  const act = useSettleHit(file.case.id);
  const asked = file.questions.filter((q) => q.hit === hit.id);
  const answered = asked.length > 0 && asked.every((q) => q.finding);
  return (
    <ActDialog
      title={`${p(hit.label)} · ${t(`hits.${status}`)}`}
      ok={t("hits.settle")}
      lead={t(`hits.lead_${status}`)}
      asks={[
        question("reason", "核实情况和理由", "text", { required: true, max: 500 }),
        question("department", "数据部门的答复", "text", { required: !answered, max: 500 }),
      ]}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            version: file.case.version,
            id: hit.id,
            status,
            reason: a.reason ?? "",
            department: a.department ?? "",
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}
