import { useEffect } from "react";
import { taken } from "@/app/taken";

/** The sections of a case in order; the keys 1–7 go to them. */
export const sectionIds = ["why", "hits", "members", "measures", "objections", "visits", "timeline"] as const;

interface Place {
  before?: number;
  after?: number;
}

interface Acts {
  go: (id: number) => void;
  help: () => void;
  leave: () => void;
}

/** J and K go to the next and the last case of the list, 1–7 to a section, Esc to the list. */
export function useCaseKeys(place: Place | null, { go, help, leave }: Acts): void {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (taken(e)) return;
      const key = e.key.toLowerCase();
      const to = key === "j" ? place?.after : key === "k" ? place?.before : undefined;
      if (to) go(to);
      if (key === "?") help();
      if (key === "escape") leave();
      const id = sectionIds[Number(e.key) - 1];
      if (id) {
        const section = document.getElementById(id);
        section?.scrollIntoView({ block: "start" });
        section?.focus({ preventScroll: true });
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [place, go, help, leave]);
}
