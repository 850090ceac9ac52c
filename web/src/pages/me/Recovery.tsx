import { useTranslation } from "@/i18n/react";
import { Copy } from "@/parts/Copy";

/** The recovery codes, shown this once. */
export function Recovery({ codes, done }: { codes: string[]; done: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="form me-form">
      <h3>{t("mine.recovery")}</h3>
      <p>{t("mine.recoveryHow")}</p>
      <ul className="me-recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="me-acts">
        <button type="button" className="button main" onClick={done}>
          {t("mine.recoveryDone")}
        </button>
        <Copy text={() => codes.join("\n")} label={t("mine.copyAll")} />
      </div>
    </div>
  );
}
