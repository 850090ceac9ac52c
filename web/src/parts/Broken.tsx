import { useRouteError } from "react-router";
import { useTranslation } from "@/i18n/react";

/** What stands in the place of a page that broke. */
export function Broken() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <main className="state" role="alert">
      <h1>{t("state.unexpected")}</h1>
      <p>{t("state.unexpectedHow")}</p>
      <div className="acts">
        <button type="button" className="button main" onClick={() => location.reload()}>
          {t("state.reload")}
        </button>
      </div>
      <p className="code">{error instanceof Error ? error.message : String(error)}</p>
    </main>
  );
}
