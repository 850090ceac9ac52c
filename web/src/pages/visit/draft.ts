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

/** A draft belongs to one person, one case, one task: a later visit begins anew. */
export const draftKey = (user: number, id: number, since: string) => `dixian.visit.${user}.${id}.${since}`;

export function readDraft(key: string): Draft | null {
  try {
    const d = JSON.parse(localStorage.getItem(key) ?? "null") as Draft | null;
    return d && typeof d.answers === "object" ? d : null;
  } catch {
    return null;
  }
}

/** Keeps a draft; false where the browser keeps nothing. */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
