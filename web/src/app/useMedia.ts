import { useSyncExternalStore } from "react";

function watcher(condition: string) {
  const media = matchMedia(condition);
  const subscribe = (l: () => void) => {
    media.addEventListener("change", l);
    return () => media.removeEventListener("change", l);
  };
  return () => useSyncExternalStore(subscribe, () => media.matches);
}

/** Whether the page is as narrow as a phone. */
export const useNarrow = watcher("(max-width: 760px)");

/** Whether the person has asked for pages that do not move. */
export const useStill = watcher("(prefers-reduced-motion: reduce)");
