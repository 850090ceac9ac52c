import { type FormEvent, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { asProblem } from "@/api/problem";
import { useSignIn, useWays } from "@/api/session";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Field } from "./Field";
import { SignFrame } from "./SignFrame";

/** Only pages of this house are gone back to. */
const safe = (next: string | null) => (next?.startsWith("/") && !next.startsWith("//") ? next : "/");

/** How a single sign-on may have ended without a session. */
const ends = ["denied", "expired", "unknown", "factor", "failed"] as const;

export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const [params] = useSearchParams();
  const signIn = useSignIn();
  const ways = useWays().data;
  const ended = ends.find((e) => e === params.get("sso"));
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const problem = signIn.error ? asProblem(signIn.error) : null;
  const says = problem && (problem.code === "offline" ? t("state.offline") : p(problem.message));
  const aboutCode = problem?.at("code") !== undefined;

  const submit = (e: FormEvent) => {
    e.preventDefault();
    signIn.mutate(
      { login: login.trim(), password, ...(asked && { code: code.trim() }) },
      {
        onSuccess: () => go(safe(params.get("next")), { replace: true }),
        onError: (error) => setAsked(asked || asProblem(error).code === "code_needed"),
      },
    );
  };
  return (
    <SignFrame>
      <form onSubmit={submit}>
        <h1>{t("sign.title")}</h1>
        {ended && (
          <p className="fault" role="alert">
            {t(`sign.sso.${ended}`)}
          </p>
        )}
        {ways?.oidc && (
          <a className="button main sign-act" href="/api/oidc/start">
            {t("sign.provider")}
          </a>
        )}
        {ways && !ways.password && <p className="note">{t("sign.only")}</p>}
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
          fault={says && !aboutCode ? says : undefined}
        />
        {asked && (
          <Field
            label={t("sign.code")}
            value={code}
            onChange={(e) => setCode(e.target.value)}
            autoComplete="one-time-code"
            autoFocus
            note={t("sign.codeNote")}
            fault={says && problem?.code === "code" ? says : undefined}
            required
          />
        )}
        <button type="submit" className="button main sign-act" disabled={signIn.isPending}>
          {signIn.isPending ? t("sign.acting") : t("sign.act")}
        </button>
        <p className="note">{t("sign.help")}</p>
      </form>
    </SignFrame>
  );
}
