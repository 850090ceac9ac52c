import { useEffect } from "react";

/** The sections of a case in order; the keys 1–7 go to them. */
export const sectionIds = ["why", "hits", "members", "measures", "objections", "visits", "timeline"] as const;

interface Place {
  before?: number;
  after?: number;
}

/** J and K go to the next and the last case of the list, 1–7 to a section. */
export function useCaseKeys(place: Place | null, go: (id: number) => void): void {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      const el = e.target as HTMLElement;
      if (el.closest("input, textarea, select, [role=dialog], [role=menu]")) return;
      const key = e.key.toLowerCase();
      const to = key === "j" ? place?.after : key === "k" ? place?.before : undefined;
      if (to) go(to);
      const id = sectionIds[Number(e.key) - 1];
      if (id) {
        const section = document.getElementById(id);
        section?.scrollIntoView({ block: "start" });
        section?.focus({ preventScroll: true });
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [place, go]);
}
