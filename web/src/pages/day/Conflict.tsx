import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { bothSides, mayStill, type Waiting } from "@/phone/outbox";
import { sendMine, takeTheirs } from "@/phone/phone";

/** A form that somebody has to decide about: both sides, question by question, or why it was refused. */
export function Conflict({ of: w }: { of: Waiting }) {
  const { t } = useTranslation();
  const p = usePlan();
  const cache = useQueryClient();
  const [sure, setSure] = useState(false);
  const last = w.theirs?.events.at(-1);
  return (
    <section className="day-conflict" aria-label={t("day.family", { name: w.head })}>
      <h2>
        <Mark name="settle" size={18} /> {t("day.family", { name: w.head })}
      </h2>
      {w.state === "refused" ? (
        <>
          {w.says.map((s) => (
            <p key={s} className="visit-fault">
              {p(s)}
            </p>
          ))}
          <Link className="visit-button main" to={`/cases/${w.id}/visit`}>
            {t("day.mend")}
          </Link>
        </>
      ) : (
        <>
          <p>
            {t("day.conflict.says", { state: p(w.theirs?.case.state_label ?? ""), name: last?.name ?? "" })}
          </p>
          <table className="day-sides">
            <thead>
              <tr>
                <th scope="col">{t("day.conflict.question")}</th>
                <th scope="col">{t("day.conflict.mine")}</th>
                <th scope="col">{t("day.conflict.theirs")}</th>
              </tr>
            </thead>
            <tbody>
              {bothSides(w).map((b) => (
                <tr key={b.label} className={b.differs ? "differs" : ""}>
                  <th scope="row">{p(b.label)}</th>
                  <td>{p(b.mine) || "—"}</td>
                  <td>{p(b.theirs) || "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {mayStill(w) && (
            <button type="button" className="visit-button main" onClick={() => void sendMine(w, cache)}>
              {t("day.conflict.sendMine")}
            </button>
          )}
          <button
            type="button"
            className="visit-button"
            onClick={() => (sure ? void takeTheirs(w) : setSure(true))}
          >
            {sure ? t("day.conflict.sure") : t("day.conflict.takeTheirs")}
          </button>
        </>
      )}
    </section>
  );
}
