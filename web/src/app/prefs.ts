import { useSyncExternalStore } from "react";

/** What a person has chosen for this browser. */
export interface Prefs {
  language: "zh" | "en";
  mode: "light" | "dark";
  size: "normal" | "large";
}

const key = "dixian.prefs";

function read(): Prefs {
  const fallback: Prefs = { language: "zh", mode: "light", size: "normal" };
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Prefs>) };
  } catch {
    return fallback;
  }
}

let prefs = read();
/** What pages show: on paper always light. */
let shown = prefs;
const listeners = new Set<() => void>();

function show(what: Prefs): void {
  shown = what;
  for (const l of listeners) l();
}

/** Charts and controls that know colours by themselves are light while a page is printed. */
export const showOnPaper = (on: boolean) => show(on ? { ...prefs, mode: "light" } : prefs);

/** Puts the choice on the root element, where the style sheets look. */
export function showPrefs(): void {
  const root = document.documentElement;
  root.dataset.mode = prefs.mode;
  root.dataset.size = prefs.size;
  root.lang = prefs.language === "zh" ? "zh-CN" : "en";
}

export const currentPrefs = () => prefs;

export function choose(change: Partial<Prefs>): void {
  prefs = { ...prefs, ...change };
  try {
    localStorage.setItem(key, JSON.stringify(prefs));
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
  showPrefs();
  show(prefs);
}

export function usePrefs(): Prefs {
  return useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => shown,
  );
}
