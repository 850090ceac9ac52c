import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
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
  const [theirsFor, setTheirsFor] = useState<readonly string[]>([]);
  const id = useId();
  const still = mayStill(w);
  const sides = bothSides(w);
  const choose = (name: string, theirs: boolean) =>
    setTheirsFor([...theirsFor.filter((n) => n !== name), ...(theirs ? [name] : [])]);
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
              {sides.map((b) => (
                <tr key={b.name} className={b.differs ? "differs" : ""}>
                  <th scope="row">{p(b.label)}</th>
                  {(["mine", "theirs"] as const).map((side) => (
                    <td key={side}>
                      {still && b.takes ? (
                        <label className="day-side">
                          <input
                            type="radio"
                            name={`${id}-${b.name}`}
                            checked={theirsFor.includes(b.name) === (side === "theirs")}
                            onChange={() => choose(b.name, side === "theirs")}
                          />
                          <span>
                            <span className="hidden">
                              {p(b.label)} {t(`day.conflict.${side}`)}{" "}
                            </span>
                            {p(b[side]) || "—"}
                          </span>
                        </label>
                      ) : (
                        p(b[side]) || "—"
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {still && sides.some((b) => b.takes) && <p>{t("day.conflict.each")}</p>}
          {still && (
            <button
              type="button"
              className="visit-button main"
              onClick={() => void sendMine(w, cache, theirsFor)}
            >
              {t(theirsFor.length > 0 ? "day.conflict.sendChosen" : "day.conflict.sendMine")}
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
