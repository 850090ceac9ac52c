import { type FormEvent, useState } from "react";
import { useBeginFactor, useConfirmFactor } from "@/api/account";
import { useTranslation } from "@/i18n/react";
import { Copy } from "@/parts/Copy";
import { CodeField, PasswordField } from "./ProofField";

/** Turns the second proof on: password, picture, first code. */
export function BeginFactor({ made }: { made: (recovery: string[]) => void }) {
  const { t } = useTranslation();
  const begin = useBeginFactor();
  const confirm = useConfirmFactor((on) => made(on.recovery));
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begun = begin.data;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (begun) confirm.mutate(code);
    else begin.mutate(password, { onSuccess: () => setPassword("") });
  };
  return (
    <form className="form me-form" onSubmit={submit}>
      {!begun ? (
        <>
          <p>{t("mine.off")}</p>
          <PasswordField value={password} write={setPassword} error={begin.error} />
          <button type="submit" className="button main" disabled={!password || begin.isPending}>
            {t("mine.begin")}
          </button>
        </>
      ) : (
        <>
          <p>{t("mine.scan")}</p>
          <img
            className="me-qr"
            src={`data:image/png;base64,${begun.qr}`}
            alt={t("mine.picture")}
            width={200}
            height={200}
          />
          <p className="note">
            {t("mine.typed")} <code className="me-secret">{begun.secret}</code>
            <Copy text={() => begun.secret} label={t("common.copy")} />
          </p>
          <CodeField
            label={t("mine.code")}
            inputMode="numeric"
            value={code}
            write={setCode}
            error={confirm.error}
          />
          <button type="submit" className="button main" disabled={!code.trim() || confirm.isPending}>
            {t("mine.confirm")}
          </button>
        </>
      )}
    </form>
  );
}
