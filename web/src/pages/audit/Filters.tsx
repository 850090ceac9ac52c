import { type FormEvent, useId, useState } from "react";
import { useSearchParams } from "react-router";
import type { AuditFilter } from "@/api/users";
import { useTranslation } from "@/i18n/react";
import { DivisionPicker } from "../users/DivisionPicker";

const fields = ["user", "action", "subject", "from", "to", "under"] as const;

/** What is looked for; it lives in the URL. */
export function useAuditFilter(): AuditFilter {
  const [params] = useSearchParams();
  return Object.fromEntries(fields.map((f) => [f, params.get(f) ?? ""])) as unknown as AuditFilter;
}

/** Families of actions that are asked for by name; the others by what they are called in the log. */
const families = ["sign_in", "unmask", "case.", "user.", "setting.", "change.", "batch.", "backup"] as const;

/** Who, what, to what, when, and whose people; nothing is asked before the button. */
export function Filters({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation();
  const id = useId();
  const setParams = useSearchParams()[1];
  const [d, setDraft] = useState(filter);
  const put = (more: Partial<AuditFilter>) => setDraft((held) => ({ ...held, ...more }));
  const go = (e: FormEvent) => {
    e.preventDefault();
    setParams(Object.fromEntries(Object.entries(d).filter(([, v]) => v !== "")));
  };
  const drop = () => {
    setDraft({ user: "", action: "", subject: "", from: "", to: "", under: "" });
    setParams({});
  };
  const text = (field: "user" | "subject" | "from" | "to", type = "text") => (
    <label>
      {t(`audit.find.${field}`)}
      <input
        type={type}
        value={d[field]}
        maxLength={80}
        placeholder={field === "subject" ? "case/12" : undefined}
        onChange={(e) => put({ [field]: e.target.value.trim() })}
      />
    </label>
  );
  return (
    <form className="card audit-filters no-print" aria-label={t("audit.find.title")} onSubmit={go}>
      {text("user")}
      <label htmlFor={id}>
        {t("audit.find.action")}
        <select id={id} value={d.action} onChange={(e) => put({ action: e.target.value })}>
          <option value="">{t("common.all")}</option>
          {families.map((f) => (
            <option key={f} value={f}>
              {t(`audit.family.${f.replace(".", "") as "case"}`)}
            </option>
          ))}
        </select>
      </label>
      {text("subject")}
      {text("from", "date")}
      {text("to", "date")}
      <div className="audit-where">
        <span>{t("audit.find.under")}</span>
        <DivisionPicker value={d.under} change={(under) => put({ under })} />
      </div>
      <div className="audit-go">
        <button type="submit" className="button main">
          {t("audit.find.go")}
        </button>
        <button type="button" className="button" onClick={drop}>
          {t("audit.find.drop")}
        </button>
      </div>
    </form>
  );
}
