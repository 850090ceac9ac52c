import i18next from "i18next";
import { currentPrefs } from "@/app/prefs";
import { learnPlanWords } from "./plan";
import { zh } from "./zh";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh };
  }
}

/** Sets the languages up. English comes on demand, with its words for the plan package. */
export async function startLanguages(): Promise<void> {
  await i18next.init({
    lng: "zh",
    fallbackLng: false,
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(currentPrefs().language);
}

/** Switches the language. */
export async function speak(language: "zh" | "en"): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const [{ en }, { planEn }] = await Promise.all([import("./en"), import("./plan.en")]);
    i18next.addResourceBundle("en", "translation", en);
    learnPlanWords(planEn);
  }
  await i18next.changeLanguage(language);
}
