import type { components } from "../src/api/schema";
import type { Person } from "./browser.ts";

type Schemas = components["schemas"];

/** Reads from the API as the person who is signed in. */
export async function read<T>({ page }: Person, path: string): Promise<T> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export const cases = async (who: Person, state: string) =>
  (await read<Schemas["CaseList"]>(who, `/api/cases?state=${state}&limit=200`)).cases;

export const file = (who: Person, id: number) => read<Schemas["Case"]>(who, `/api/cases/${id}`);
