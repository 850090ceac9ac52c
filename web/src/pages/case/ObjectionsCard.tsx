import { useState } from "react";
import { useObject } from "@/api/cases";
import type { Case, Objection } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

/** Villagers' words against a publicity; while one is open the clock stands still. */
export function ObjectionsCard({ file, works }: { file: Case; works: boolean }) {
  const { t } = useTranslation();
  const [doing, setDoing] = useState<Objection | "new" | null>(null);
  const running = /publicity$/.test(file.case.state);
  if (file.objections.length === 0 && !running) return null;
  return (
    <section className="card" id="objections" tabIndex={-1} aria-labelledby="objections-title">
      <header>
        <h2 id="objections-title">{t("objections.title")}</h2>
        <span className="note">{t("objections.lead")}</span>
        {works && (
          <span className="end">
            <button type="button" className="button" onClick={() => setDoing("new")}>
              {t("objections.add")}
            </button>
          </span>
        )}
      </header>
      <div className="body">
        {file.objections.length === 0 ? (
          <p className="second">{t("objections.none")}</p>
        ) : (
          <ul className="objections">
            {file.objections.map((o) => (
              <li key={o.id}>
                <span className={o.closed_on ? "hit-status settled" : "hit-status pending"}>
                  <Mark name={o.closed_on ? "done" : "settle"} />
                  {o.closed_on
                    ? t("objections.closed", { day: o.closed_on })
                    : t("objections.open", { day: o.raised_on })}
                </span>
                <p>{o.says}</p>
                {o.answer && <p className="second">{t("objections.answer", { says: o.answer })}</p>}
                {works && !o.closed_on && (
                  <button type="button" className="button" onClick={() => setDoing(o)}>
                    {t("objections.reply")}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {doing && (
        <ObjectionDialog
          file={file}
          objection={doing === "new" ? null : doing}
          close={() => setDoing(null)}
        />
      )}
    </section>
  );
}

function ObjectionDialog({
  file,
  objection,
  close,
}: {
  file: Case;
  objection: Objection | null;
  close: () => void;
}) {
  const { t } = useTranslation();
  const act = useObject(file.case.id);
  const ask = objection
    ? question("answer", "处理结果", "text", { required: true, max: 1000 })
    : question("says", "异议内容", "text", { required: true, max: 1000 });
  return (
    <ActDialog
      title={objection ? t("objections.reply") : t("objections.add")}
      ok={t("common.save")}
      lead={objection ? objection.says : t("objections.pauses")}
      asks={[ask]}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            version: file.case.version,
            ...(objection ? { id: objection.id, answer: a.answer ?? "" } : { says: a.says ?? "" }),
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}
