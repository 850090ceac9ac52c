import type { Mapping, Preview } from "@/api/deliveries";

/** What each header of a file is read as: a column's key, or nothing. */
export type Choices = Record<string, string>;

/** What the page begins with: what is read now, and the guesses beside it. */
export const firstChoices = (p: Preview): Choices =>
  Object.fromEntries(p.header.map((h) => [h.header, h.key]));

/** What the server reads a header as now; a guess is read as nothing until it is saved. */
const readNow = (h: Preview["header"][number]) => (h.how === "guess" ? "" : h.key);

/** Whether the file would be read otherwise than it is now. */
export const differs = (p: Preview, choices: Choices) =>
  p.header.some((h) => (choices[h.header] ?? "") !== readNow(h));

/** Headers that two columns of a file share: which cell is whose nobody can say. */
export function twice(choices: Choices): string[] {
  const seen = new Map<string, string[]>();
  for (const [header, key] of Object.entries(choices))
    if (key) seen.set(key, [...(seen.get(key) ?? []), header]);
  return [...seen.values()].filter((headers) => headers.length > 1).flat();
}

/** What a mapping has to say: every header that is not read by its own name, and those that shall not be read although they could be. */
export function headersToSave(p: Preview, choices: Choices): Record<string, string> {
  const own = (header: string) => p.columns.find((c) => c.key === header || c.label === header)?.key ?? "";
  return Object.fromEntries(
    p.header.map((h) => [h.header, choices[h.header] ?? ""]).filter(([h = "", key]) => key !== own(h)),
  );
}

/** The saved mapping that was made for a file like this: it says something, and all its headers stand in the file. */
export function mappingFor(p: Preview, mappings: readonly Mapping[]): Mapping | undefined {
  const there = new Set(p.header.map((h) => h.header));
  const says = (m: Mapping) => Object.keys(m.headers).length + Object.keys(m.codes).length;
  return mappings
    .filter((m) => m.table === p.batch.table && says(m) > 0)
    .sort((a, b) => Object.keys(b.headers).length - Object.keys(a.headers).length)
    .find((m) => Object.keys(m.headers).every((h) => there.has(h)));
}

/** The first words of a column of the file, as they may be shown. */
export const samples = (p: Preview, at: number, n = 3) =>
  [...new Set(p.rows.map((row) => row[at] ?? "").filter(Boolean))].slice(0, n);
