import type { ReactNode } from "react";
import { choose, usePrefs } from "@/app/prefs";
import { speak } from "@/i18n";
import { useTranslation } from "@/i18n/react";
import "./sign.css";

/** The house's name with the one sign, and beside it what is to be filled in. */
export function SignFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { language } = usePrefs();
  const other = language === "zh" ? "en" : "zh";
  return (
    <div className="sign">
      <header className="sign-brand">
        <div className="sign-name">{t("common.product")}</div>
        <div className="sign-tagline">{t("common.tagline")}</div>
        <svg className="sign-line" viewBox="0 0 320 132" aria-hidden="true">
          {[22, 62, 102, 142, 182, 222, 262].map((x, i) => {
            const height = [70, 54, 86, 38, 60, 94, 78][i] ?? 60;
            return (
              <rect
                key={x}
                x={x}
                y={116 - height}
                width="22"
                height={height}
                rx="2"
                className={height < 60 ? "low" : ""}
              />
            );
          })}
          <path d="M4 56h312" />
        </svg>
        <p>{t("sign.promise")}</p>
      </header>
      <main className="sign-form">
        {children}
        <button
          type="button"
          className="button plain sign-language"
          onClick={() => {
            choose({ language: other });
            void speak(other);
          }}
        >
          {t("nav.language")}
        </button>
      </main>
    </div>
  );
}
