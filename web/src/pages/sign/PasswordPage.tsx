import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { asProblem } from "@/api/problem";
import { useChangePassword, useMe } from "@/api/session";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Field } from "./Field";
import { SignFrame } from "./SignFrame";

/** Changes one's password; who has a one-time password cannot leave before. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const me = useMe();
  const change = useChangePassword();
  const [words, setWords] = useState({ old: "", next: "", again: "" });
  const [differ, setDiffer] = useState(false);
  const forced = me.data?.user.must_change ?? false;
  const problem = change.error ? asProblem(change.error) : null;
  const at = (field: string) => {
    const says = problem?.at(field);
    return says && p(says);
  };
  const write = (name: keyof typeof words) => ({
    type: "password",
    value: words[name],
    onChange: (e: { target: { value: string } }) => setWords({ ...words, [name]: e.target.value }),
    required: true,
  });

  const submit = (e: FormEvent) => {
    e.preventDefault();
    setDiffer(words.next !== words.again);
    if (words.next !== words.again) return;
    change.mutate({ old: words.old, new: words.next }, { onSuccess: () => go("/", { replace: true }) });
  };
  return (
    <SignFrame>
      <form onSubmit={submit}>
        <h1>{t("sign.changeTitle")}</h1>
        <p className="second">{forced ? t("sign.changeFirst") : t("sign.changeWhy")}</p>
        <Field
          label={forced ? t("sign.oldOnce") : t("sign.old")}
          {...write("old")}
          autoComplete="current-password"
          fault={at("old")}
        />
        <Field
          label={t("sign.next")}
          {...write("next")}
          autoComplete="new-password"
          note={t("sign.rule")}
          fault={at("new") ?? (problem && problem.faults.length === 0 ? p(problem.message) : undefined)}
        />
        <Field
          label={t("sign.again")}
          {...write("again")}
          autoComplete="new-password"
          fault={differ ? t("sign.differ") : undefined}
        />
        <button type="submit" className="button main sign-act" disabled={change.isPending}>
          {t("sign.change")}
        </button>
        {!forced && (
          <button type="button" className="button plain" onClick={() => go(-1)}>
            {t("common.back")}
          </button>
        )}
      </form>
    </SignFrame>
  );
}
