import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { FactorCard } from "./FactorCard";
import { TokensCard } from "./TokensCard";
import "@/forms/form.css";
import "./me.css";

/** One's own account: the second proof, and tokens for programs. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  return (
    <>
      <div className="page-head">
        <h1>{t("mine.title")}</h1>
        <span className="second">{me.user.login}</span>
      </div>
      <FactorCard />
      {!me.owes_factor && <TokensCard />}
    </>
  );
}
