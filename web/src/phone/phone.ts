import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { answer, api } from "@/api/client";
import { meKey } from "@/api/session";
import type { Case, CaseRow, Me, VisitDue } from "@/api/types";
import { adoptDrafts, type Draft, forgetDrafts } from "@/pages/visit/draft";
import * as outbox from "./outbox";
import * as photos from "./photos";
import * as vault from "./vault";

/** What the phone knows of itself. */
export interface Phone {
  /** Whose store it holds; null: none, undefined: not looked yet. */
  holder: number | null | undefined;
  open: boolean;
  /** Who the store belongs to, as last heard from the server. */
  me: Me | null;
  waiting: outbox.Waiting[];
  sending: boolean;
  /** Forms that have arrived since the page was opened. */
  arrived: number;
  /** Photos that wait, and how many have arrived. */
  photos: photos.Taken[];
  photosArrived: number;
}

const empty = { me: null, waiting: [], photos: [] };

let now: Phone = { ...empty, holder: undefined, open: false, sending: false, arrived: 0, photosArrived: 0 };
const listeners = new Set<() => void>();

function set(change: Partial<Phone>): void {
  now = { ...now, ...change };
  for (const l of listeners) l();
}

export const usePhone = () =>
  useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    () => now,
  );

/** A cadre's day: where a visit is due, each with all that it answers, and the other steps that wait. */
export interface Day {
  visits: VisitDue[];
  others: CaseRow[];
}

export const dayKey = ["day"] as const;

/** A list or a file as it was taken along. */
interface Taken<T> {
  at: string;
  value: T;
}

const taken = <T>(value: T): Taken<T> => ({ at: new Date().toISOString(), value });

/** Looks whether this browser holds a store, and takes out of it what has lain there too long. */
export async function look(): Promise<void> {
  await vault.forgetOld();
  if (now.holder === undefined) set({ holder: await vault.holder() });
}

/** Makes a store for who is signed in. */
export async function begin(pin: string, me: Me): Promise<void> {
  await vault.make(pin, me.user.id);
  await vault.put("me", taken(me));
  await adoptDrafts(vaultDrafts, new Map());
  set({ ...empty, holder: me.user.id, open: true, me });
}

/** Opens the store and lays what it holds where the pages look for it. */
export async function unlock(pin: string, cache: QueryClient): Promise<number | null> {
  await vault.forgetOld();
  const opened = await vault.unlock(pin);
  if (!opened.open) {
    if (opened.left === 0) set({ ...empty, holder: null, open: false });
    return opened.left;
  }
  const me = await vault.get<Taken<Me>>("me");
  const day = await vault.get<Taken<Day>>("day");
  if (day?.value.visits) cache.setQueryData(dayKey, day.value, { updatedAt: Date.parse(day.at) });
  for (const [id, file] of await vault.all<Taken<Case>>("case/"))
    cache.setQueryData(["case", Number(id)], file.value, { updatedAt: Date.parse(file.at) });
  await adoptDrafts(vaultDrafts, await vault.all<Draft>("draft/"));
  set({ open: true, me: me?.value ?? null, waiting: await outbox.waiting(), photos: await photos.waiting() });
  return null;
}

/** Where drafts go while the store is open. */
const vaultDrafts = {
  put: (name: string, d: Draft) => vault.put(`draft/${name}`, d),
  remove: (name: string) => vault.remove(`draft/${name}`),
};

export async function wipe(): Promise<void> {
  await vault.wipe();
  forgetDrafts();
  set({ ...empty, holder: null, open: false, arrived: 0, photosArrived: 0 });
}

/**
 * The server no longer knows the session: what it has told is deleted. What was
 * written here stays sealed until its writer signs in again, or fourteen days.
 */
export async function sessionOver(): Promise<void> {
  if (!now.holder) return;
  for (const name of ["me", "day", ...[...(await vault.all("case/")).keys()].map((id) => `case/${id}`)])
    await vault.remove(name);
  vault.close();
  forgetDrafts();
  set({ ...empty, open: false });
}

/** Takes the day's list and the files of its visits along. */
export async function takeAlong(day: Day, cache: QueryClient): Promise<void> {
  if (!now.open) return;
  const me = cache.getQueryData<Me>(meKey);
  if (me) await vault.put("me", taken(me));
  await vault.put("day", taken(day));
  for (const { case: row } of day.visits) {
    const file = await answer(api.GET("/api/cases/{id}", { params: { path: { id: row.id } } }));
    cache.setQueryData(["case", row.id], file);
    await vault.put(`case/${row.id}`, taken(file));
  }
}

/** Puts a form into the outbox; true where it could be kept. */
export async function post(w: outbox.Waiting): Promise<boolean> {
  if (!now.open) return false;
  await outbox.keep(w);
  set({ waiting: await outbox.waiting() });
  return true;
}

/**
 * Lays a photo into the phone and sends it when it can; without a store it is sent
 * at once. Fails with a Problem where it is neither kept nor sent.
 */
export async function addPhoto(p: photos.Taken, data: string, cache: QueryClient): Promise<"kept" | "sent"> {
  if (!now.open) {
    await photos.send(p, data);
    void cache.invalidateQueries({ queryKey: ["case", p.id] });
    return "sent";
  }
  await photos.keep(p, data);
  set({ photos: await photos.waiting() });
  if (navigator.onLine) void sync(cache);
  return "kept";
}

/** Deletes a photo that the server refuses. */
export async function forgetPhoto(once: string): Promise<void> {
  await photos.drop(once);
  set({ photos: await photos.waiting() });
}

/** Hands in what waits, forms before photos; what needs a person stays. */
export async function sync(cache: QueryClient): Promise<void> {
  if (!now.open || now.sending) return;
  set({ sending: true });
  try {
    await sendForms(cache);
    await sendPhotos(cache);
  } finally {
    set({ sending: false });
  }
}

async function sendPhotos(cache: QueryClient): Promise<void> {
  const next = () => now.photos.find((p) => p.state === "waiting");
  for (let p = next(); p && now.open; p = next()) {
    const sent = await photos.sendHeld(p.once);
    if (sent === "later") return;
    set({
      photos: await photos.waiting(),
      photosArrived: now.photosArrived + (sent === "arrived" ? 1 : 0),
    });
    void cache.invalidateQueries({ queryKey: ["case", p.id] });
  }
}

async function sendForms(cache: QueryClient): Promise<void> {
  for (const w of now.waiting.filter((x) => x.state === "waiting")) {
    const sent = await outbox.send(w);
    if (sent === null) break;
    if (sent === "arrived") await done(w);
    else await outbox.keep(sent);
    set({ waiting: await outbox.waiting(), arrived: now.arrived + (sent === "arrived" ? 1 : 0) });
    for (const key of [dayKey, ["case", w.id], ["cases"]]) void cache.invalidateQueries({ queryKey: key });
  }
}

async function done(w: outbox.Waiting): Promise<void> {
  await outbox.drop(w);
  await vault.remove(`draft/${w.draft}`);
  await vault.remove(`case/${w.id}`);
}

/** A conflict is settled: the form is sent with the version that was looked at, and with the system's answers where they were chosen. */
export async function sendMine(
  w: outbox.Waiting,
  cache: QueryClient,
  theirsFor: readonly string[] = [],
): Promise<void> {
  await outbox.keep(outbox.insisted(w, theirsFor));
  set({ waiting: await outbox.waiting() });
  await sync(cache);
}

/** A conflict is settled for the server's side: the phone's form is deleted. */
export async function takeTheirs(w: outbox.Waiting): Promise<void> {
  await done(w);
  set({ waiting: await outbox.waiting() });
}

/** A form has been handed in from its page: what waited for the same case does so no more. */
export async function handedIn(id: number): Promise<void> {
  const waited = now.waiting.find((w) => w.id === id);
  if (waited) await takeTheirs(waited);
}
