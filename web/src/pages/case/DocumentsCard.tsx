import type { Case } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** What can be printed of the case now, and as what. */
export function DocumentsCard({ file }: { file: Case }) {
  const { t } = useTranslation();
  const p = usePlan();
  if (file.documents.length === 0) return null;
  return (
    <section className="card no-print" id="documents" tabIndex={-1} aria-labelledby="documents-title">
      <header>
        <h2 id="documents-title">{t("documents.title")}</h2>
        <span className="note">{t("documents.lead")}</span>
      </header>
      <ul className="body documents">
        {file.documents.map((d) => (
          <li key={d.kind}>
            <span>{p(d.label)}</span>
            <span className="documents-formats">
              {d.formats.map((f) => {
                const format = t(`documents.${f as "html" | "pdf" | "docx"}`);
                return (
                  <a
                    key={f}
                    className="button"
                    href={`${d.url}/${f}`}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={t("documents.as", { kind: p(d.label), format })}
                  >
                    {format}
                  </a>
                );
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
