import { type FormEvent, useState } from "react";
import { useDropFactor } from "@/api/account";
import { useTranslation } from "@/i18n/react";
import { CodeField, PasswordField } from "./ProofField";

/** Turns the second proof off, as when the phone is changed. */
export function DropFactor() {
  const { t } = useTranslation();
  const drop = useDropFactor();
  const [open, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const submit = (e: FormEvent) => {
    e.preventDefault();
    drop.mutate({ password, code });
  };
  if (!open)
    return (
      <p>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          {t("mine.drop")}
        </button>
        <span className="note me-lost">{t("mine.lost")}</span>
      </p>
    );
  return (
    <form className="form me-form" onSubmit={submit}>
      <PasswordField value={password} write={setPassword} error={drop.error} />
      <CodeField label={t("mine.dropCode")} value={code} write={setCode} error={drop.error} />
      <button type="submit" className="button main" disabled={!password || !code || drop.isPending}>
        {t("mine.drop")}
      </button>
    </form>
  );
}
