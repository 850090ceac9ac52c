import { answer, api, signed } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { Case } from "@/api/types";
import type { Answers } from "@/forms/answers";
import { linesText } from "@/forms/lines";
import * as vault from "./vault";

/** A form that was filled in and waits in the phone to be handed in. */
export interface Waiting {
  id: number;
  head: string;
  move: string;
  version: number;
  form: Answers;
  /** The questions, so that both sides can be shown beside each other. */
  asks: { name: string; label: string }[];
  /** The key of its draft, which goes when it has arrived. */
  draft: string;
  /** When it was put here, ISO. */
  at: string;
  state: "waiting" | "refused" | "conflict";
  /** Why the server refuses it. */
  says: string[];
  /** Of a conflict: the case as it is with the server. */
  theirs: Case | null;
}

const prefix = "out/";

export const waiting = async () => [...(await vault.all<Waiting>(prefix)).values()];
export const keep = (w: Waiting) => vault.put(prefix + w.id, w, w.at);
export const drop = (w: Waiting) => vault.remove(prefix + w.id);

/** What became of a form that was sent; null: there was no network, it waits on. */
export type Sent = "arrived" | Waiting | null;

/**
 * Hands a form in. Where somebody else has changed the case meanwhile nothing is
 * written over: both sides are kept, and a person chooses.
 */
export async function send(w: Waiting): Promise<Sent> {
  try {
    await answer(
      api.POST("/api/cases/{id}/moves", {
        params: { header: signed, path: { id: w.id } },
        body: { move: w.move, version: w.version, form: w.form },
      }),
    );
    return "arrived";
  } catch (e) {
    const problem = asProblem(e);
    if (problem.code === "offline" || problem.status === 401 || problem.status >= 500) return null;
    const theirs = await caseNow(w.id);
    if (theirs && theirs.case.version !== w.version) return { ...w, state: "conflict", theirs, says: [] };
    return { ...w, state: "refused", theirs: null, says: problem.rest([]) };
  }
}

async function caseNow(id: number): Promise<Case | null> {
  try {
    return await answer(api.GET("/api/cases/{id}", { params: { path: { id } } }));
  } catch {
    return null;
  }
}

/**
 * A form that is handed in after all, against the case as it was looked at: the
 * phone's answers, but those of the system where a person chose them.
 */
export const insisted = (w: Waiting, theirsFor: readonly string[] = []): Waiting => ({
  ...w,
  form: {
    ...w.form,
    ...Object.fromEntries(
      bothSides(w)
        .filter((b) => b.takes && theirsFor.includes(b.name))
        .map((b) => [b.name, b.theirs]),
    ),
  },
  version: w.theirs?.case.version ?? w.version,
  state: "waiting",
  theirs: null,
  says: [],
});

/** Whole days until the oldest form or photo is deleted unsent; null: none waits. */
export function daysLeft(all: readonly { at: string }[], now: number): number | null {
  if (all.length === 0) return null;
  const oldest = Math.min(...all.map((w) => Date.parse(w.at)));
  return Math.max(0, Math.ceil(vault.keepDays - (now - oldest) / 86_400_000));
}

/** One question of a conflict: what stands in the phone and what with the server. */
export interface BothSides {
  name: string;
  label: string;
  mine: string;
  theirs: string;
  differs: boolean;
  /**
   * The system's answer may be handed in instead. Not where it is a list of lines,
   * told here as words, nor where it is masked for this reader.
   */
  takes: boolean;
}

/** Both sides, question by question; the server's is the newest form of the same step. */
export function bothSides(w: Waiting): BothSides[] {
  const form = w.theirs?.events.findLast((e) => e.act === w.move)?.form ?? [];
  const asks = w.theirs?.next.find((n) => n.move === w.move)?.asks ?? [];
  return w.asks
    .map(({ name, label }) => {
      const mine = linesText(w.form[name] ?? "");
      const theirs = form.find((a) => a.name === name)?.value ?? "";
      const differs = mine !== theirs;
      const plain = asks.some((a) => a.name === name && a.type !== "lines");
      return {
        name,
        label,
        mine,
        theirs,
        differs,
        takes: differs && plain && theirs !== "" && !theirs.includes("*"),
      };
    })
    .filter((b) => b.mine !== "" || b.theirs !== "");
}

/** Whether the step can still be taken, so that the phone's form may be handed in after all. */
export const mayStill = (w: Waiting) => w.theirs?.next.some((n) => n.move === w.move) ?? false;
