import createClient from "openapi-fetch";
import { offline, problemOf } from "./problem";
import type { paths } from "./schema";

/** The server's API, typed by its OpenAPI document. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });

/** What every request that changes something carries, against forged ones. */
export const signed = { "X-Dixian": "1" } as const;

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a success; anything else is thrown as a Problem. */
export async function answer<T>(asked: Promise<Answered<T>>): Promise<T> {
  let a: Answered<T>;
  try {
    a = await asked;
  } catch {
    throw offline();
  }
  if (!a.response.ok) throw problemOf(a.response.status, a.error);
  return a.data as T;
}

/** A query string of what is set. */
export function query(params: Record<string, string | number | undefined>): string {
  const set = Object.entries(params).filter(([, v]) => v !== undefined && v !== "");
  return set.length === 0 ? "" : `?${new URLSearchParams(set.map(([k, v]) => [k, String(v)]))}`;
}

/** What is set of a filter; the server wants nothing rather than an empty text. */
export function set<T extends object>(params: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(params).filter(([, v]) => v !== undefined && v !== "")) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
