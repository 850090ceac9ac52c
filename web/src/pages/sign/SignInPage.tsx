import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useSignIn } from "@/api/session";
import { usePlan } from "@/i18n/plan";
import { Field } from "./Field";
import { SignFrame } from "./SignFrame";

/** Only pages of this house are gone back to. */
const safe = (next: string | null) => (next?.startsWith("/") && !next.startsWith("//") ? next : "/");

export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const [params] = useSearchParams();
  const signIn = useSignIn();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const problem = signIn.error ? asProblem(signIn.error) : null;

  const submit = (e: FormEvent) => {
    e.preventDefault();
    signIn.mutate(
      { login: login.trim(), password },
      { onSuccess: () => go(safe(params.get("next")), { replace: true }) },
    );
  };
  return (
    <SignFrame>
      <form onSubmit={submit}>
        <h1>{t("sign.title")}</h1>
        <Field
          label={t("sign.login")}
          value={login}
          onChange={(e) => setLogin(e.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Field
          label={t("sign.password")}
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="current-password"
          required
          fault={problem ? (problem.code === "offline" ? t("state.offline") : p(problem.message)) : undefined}
        />
        <button type="submit" className="button main sign-act" disabled={signIn.isPending}>
          {signIn.isPending ? t("sign.acting") : t("sign.act")}
        </button>
        <p className="note">{t("sign.help")}</p>
      </form>
    </SignFrame>
  );
}
