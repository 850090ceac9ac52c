import type { Answers } from "@/forms/answers";

/** What is filled in and not yet handed over; it is kept in this browser on every change. */
export interface Draft {
  answers: Answers;
  step: number;
  /** The furthest step that was looked at. */
  seen: number;
  /** When it was last kept, ISO. */
  at: string;
}

/** Where drafts are kept sealed, while the phone's store is open. */
export interface Sealed {
  put: (name: string, draft: Draft) => Promise<void>;
  remove: (name: string) => Promise<unknown>;
}

let sealed: Sealed | null = null;
let held = new Map<string, Draft>();

const begins = "dixian.visit.";

/** A draft belongs to one person, one case, one task: a later visit begins anew. */
export const draftKey = (user: number, id: number, since: string) => `${begins}${user}.${id}.${since}`;

/** From now on drafts are sealed; those that stood open in this browser move in. */
export async function adoptDrafts(into: Sealed, drafts: Map<string, Draft>): Promise<void> {
  sealed = into;
  held = drafts;
  for (const name of Object.keys(localStorage).filter((k) => k.startsWith(begins))) {
    const d = open(name);
    if (d && !held.has(name)) {
      held.set(name, d);
      await into.put(name, d);
    }
    localStorage.removeItem(name);
  }
}

/** The store is closed or gone: nothing of it stays in memory. */
export function forgetDrafts(): void {
  sealed = null;
  held = new Map();
}

function open(key: string): Draft | null {
  try {
    const d = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    return d && typeof d.answers === "object" ? d : null;
  } catch {
    return null;
  }
}

export const readDraft = (key: string): Draft | null => (sealed ? (held.get(key) ?? null) : open(key));

/** Keeps a draft; false where the browser keeps nothing. */
export async function keepDraft(key: string, draft: Draft): Promise<boolean> {
  try {
    if (sealed) {
      held.set(key, draft);
      await sealed.put(key, draft);
    } else localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  held.delete(key);
  void sealed?.remove(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
