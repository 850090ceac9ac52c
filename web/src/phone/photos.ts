import { answer, api, signed } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { Photo } from "@/api/types";
import * as vault from "./vault";

/** What a photo is of. */
export type Subject = Photo["of"];

export const subjects: Subject[] = ["入户", "评议", "张贴", "期满"];

/** What is photographed where a case stands: for its next step, or the one just made. */
export function subjectOf(state: string): Subject {
  if (/publicity|review|decision/.test(state)) return "期满";
  if (/meeting$/.test(state)) return "张贴";
  if (/^(comparing|clear_visited)$/.test(state)) return "评议";
  return "入户";
}

/** A photo that was taken and waits in the phone. */
export interface Taken {
  /** Case. */
  id: number;
  /** Sixteen letters that name it: sent twice it is one. */
  once: string;
  of: Subject;
  /** When it was taken, ISO. */
  at: string;
  state: "waiting" | "refused";
  /** Why the server refuses it. */
  says: string[];
}

interface Held extends Taken {
  /** JPEG, base64. */
  data: string;
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const newOnce = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => letters[b & 31]).join("");

const prefix = "photo/";

/** What waits, oldest first, without what is seen. */
export async function waiting(): Promise<Taken[]> {
  const all = [...(await vault.all<Held>(prefix)).values()];
  return all.map(({ data: _, ...taken }) => taken).sort((a, b) => a.at.localeCompare(b.at));
}

export const keep = (taken: Taken, data: string) =>
  vault.put(prefix + taken.once, { ...taken, data } satisfies Held, taken.at);
export const drop = (once: string) => vault.remove(prefix + once);

/** Sends a photo to its case; fails with a Problem. */
export const send = (taken: Taken, data: string) =>
  answer(
    api.POST("/api/cases/{id}/photos", {
      params: { header: signed, path: { id: taken.id } },
      body: {
        of: taken.of,
        once: taken.once,
        taken_at: taken.at,
        sent_at: new Date().toISOString(),
        data,
      },
    }),
  );

/** Sends one that waits. It goes from the phone when it has arrived, stays with the reason where it is refused. */
export async function sendHeld(once: string): Promise<"arrived" | "refused" | "later"> {
  const held = await vault.get<Held>(prefix + once);
  if (!held) return "refused";
  try {
    await send(held, held.data);
  } catch (e) {
    const problem = asProblem(e);
    if (problem.code === "offline" || problem.status === 401 || problem.status >= 500) return "later";
    await keep({ ...held, state: "refused", says: problem.rest([]) }, held.data);
    return "refused";
  }
  await drop(once);
  return "arrived";
}
