import type { Answer, Case } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { numberOf, withCommas, yuan } from "@/parts/format";

/** What was written down at visits and meetings, the newest first. */
export function VisitsCard({ file }: { file: Case }) {
  const { t } = useTranslation();
  const p = usePlan();
  const forms = file.events.filter((e) => e.form.length > 2 && /visit|meeting/.test(e.act)).reverse();
  if (forms.length === 0) return null;
  return (
    <section className="card" id="visits" tabIndex={-1} aria-labelledby="visits-title">
      <header>
        <h2 id="visits-title">{t("visits.title")}</h2>
        <span className="note">{t("visits.lead")}</span>
      </header>
      <div className="body">
        {forms.map((e, i) => (
          <details key={e.id} className="visit-record" open={i === 0}>
            <summary>
              <strong>{p(e.act_label)}</strong>
              <span className="note">
                {e.day} · {e.name}
              </span>
            </summary>
            <dl>
              {e.form.map((a) => (
                <div key={a.name}>
                  <dt>{p(a.label)}</dt>
                  <dd>{withCommas(p(written(a)))}</dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </section>
  );
}

/** An answer as text; amounts of money get their commas. */
function written(a: Answer): string {
  const n = /^\d+\.\d\d$|^\d{4,}$/.test(a.value) ? numberOf(a.value) : null;
  return n === null ? a.value : yuan(n);
}
