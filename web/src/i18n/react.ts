import i18next, { type i18n, type TFunction } from "i18next";
import { useSyncExternalStore } from "react";

/**
 * How pages ask for words. The package react-i18next gives every component a copy of
 * the whole of i18next, made anew: a third of a long list's scripts. Here all components
 * of a language share one answer, which changes with the language and at no other time.
 */
interface Spoken {
  t: TFunction;
  i18n: i18n;
}

const spoken = new Map<string, Spoken>();

function now(): Spoken {
  const { language } = i18next;
  let said = spoken.get(language);
  if (!said) {
    said = { t: i18next.getFixedT(language), i18n: i18next };
    spoken.set(language, said);
  }
  return said;
}

function listen(again: () => void): () => void {
  i18next.on("languageChanged", again);
  return () => i18next.off("languageChanged", again);
}

export const useTranslation = (): Spoken => useSyncExternalStore(listen, now, now);
