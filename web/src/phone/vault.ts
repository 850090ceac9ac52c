import { shelf } from "./shelf";

/**
 * The phone's store: everything on the shelf is encrypted (AES-GCM) with a key that
 * is itself encrypted by the PIN. The key is in memory only while the page is open.
 *
 * Source: casework contract, "The phone's store is encrypted, locked by PIN".
 */
interface Lock {
  /** Whose store it is: a user's number. */
  user: number;
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  /** The key, encrypted by the PIN. */
  key: ArrayBuffer;
  /** Wrong PINs since the last right one. */
  wrong: number;
}

interface Sealed {
  /** When it was written or taken along, ISO; it stands open, so that age needs no PIN. */
  at: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const lockName = "lock";
const aes = "AES-GCM";

/** How often a PIN is hashed: half a second on a phone, which makes guessing slow. */
const rounds = 600_000;

/** After so many wrong PINs in a row the store is wiped. */
export const mostWrong = 5;

/**
 * How long anything stays in the phone, in days, whatever it is.
 * Source: casework contract, "holds the own village and 14 days".
 */
export const keepDays = 14;

/** Whether something written at that time may stay no longer; what has no time may not stay. */
export const tooOld = (at: string, now: number) => !(now - Date.parse(at) <= keepDays * 86_400_000);

let key: CryptoKey | null = null;

/** Whether this browser can keep a store: it has none without a safe connection. */
export const canKeep = () => typeof indexedDB !== "undefined" && globalThis.crypto?.subtle !== undefined;

async function byPin(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveKey",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, { name: aes, length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** Whose store this browser holds; null: none. */
export async function holder(): Promise<number | null> {
  if (!canKeep()) return null;
  return (await shelf.get<Lock>(lockName))?.user ?? null;
}

export const isOpen = () => key !== null;

/** Makes a new store, locked by a PIN; one that was there is gone. */
export async function make(pin: string, user: number): Promise<void> {
  await shelf.clear();
  const [salt, iv] = [random(16), random(12)];
  const fresh = await crypto.subtle.generateKey({ name: aes, length: 256 }, true, ["encrypt", "decrypt"]);
  const sealed = await crypto.subtle.wrapKey("raw", fresh, await byPin(pin, salt), { name: aes, iv });
  await shelf.put(lockName, { user, salt, iv, key: sealed, wrong: 0 } satisfies Lock);
  key = await unwrap(pin, { user, salt, iv, key: sealed, wrong: 0 });
}

async function unwrap(pin: string, l: Lock): Promise<CryptoKey> {
  const how = { name: aes, iv: l.iv };
  return crypto.subtle.unwrapKey("raw", l.key, await byPin(pin, l.salt), how, aes, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** Opens the store; how many tries are left after a wrong PIN, 0: it was wiped. */
export async function unlock(pin: string): Promise<{ open: true } | { open: false; left: number }> {
  const l = await shelf.get<Lock>(lockName);
  if (!l) return { open: false, left: 0 };
  // The try is written down first: pulling the battery does not give another.
  await shelf.put(lockName, { ...l, wrong: l.wrong + 1 });
  try {
    key = await unwrap(pin, l);
  } catch {
    const left = mostWrong - l.wrong - 1;
    if (left <= 0) await wipe();
    return { open: false, left: Math.max(0, left) };
  }
  await shelf.put(lockName, { ...l, wrong: 0 });
  return { open: true };
}

export function close(): void {
  key = null;
}

/** Deletes everything that was kept. */
export async function wipe(): Promise<void> {
  key = null;
  await shelf.clear();
}

/** Deletes what is too old, open or locked; the lock itself stays. */
export async function forgetOld(): Promise<void> {
  if (!canKeep()) return;
  for (const name of await shelf.names()) {
    if (name === lockName) continue;
    if (tooOld((await shelf.get<Sealed>(name))?.at ?? "", Date.now())) await shelf.remove(name);
  }
}

/** Keeps a value; at says since when it counts, where that is not now. */
export async function put(name: string, value: unknown, at = new Date().toISOString()): Promise<void> {
  if (!key) throw new Error("the phone's store is locked");
  const iv = random(12);
  const data = await crypto.subtle.encrypt(
    { name: aes, iv, additionalData: new TextEncoder().encode(name) },
    key,
    new TextEncoder().encode(JSON.stringify(value)),
  );
  await shelf.put(name, { at, iv, data } satisfies Sealed);
}

export async function get<T>(name: string): Promise<T | undefined> {
  const sealed = await shelf.get<Sealed>(name);
  if (!key || !sealed) return undefined;
  const plain = await crypto.subtle.decrypt(
    { name: aes, iv: sealed.iv, additionalData: new TextEncoder().encode(name) },
    key,
    sealed.data,
  );
  return JSON.parse(new TextDecoder().decode(plain)) as T;
}

export const remove = (name: string) => shelf.remove(name);

/** Everything whose name begins so. */
export async function all<T>(prefix: string): Promise<Map<string, T>> {
  const out = new Map<string, T>();
  for (const name of await shelf.names()) {
    if (!name.startsWith(prefix)) continue;
    const value = await get<T>(name);
    if (value !== undefined) out.set(name.slice(prefix.length), value);
  }
  return out;
}
