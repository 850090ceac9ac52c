import { useQueries, useQuery } from "@tanstack/react-query";
import { answer, api } from "./client";

export const placeQuery = (code: string) => ({
  queryKey: ["division", code],
  queryFn: () => answer(api.GET("/api/divisions/{code}", { params: { path: { code } } })),
  staleTime: Number.POSITIVE_INFINITY,
  enabled: code !== "",
});

export const useDivision = (code: string) => useQuery(placeQuery(code));

/** The divisions from the province down to a code. */
export function pathOf(code: string): string[] {
  const out: string[] = [];
  for (const digits of [2, 4, 6, 9, 12]) {
    const above = code.slice(0, digits).padEnd(12, "0");
    if (out.at(-1) !== above) out.push(above);
    if (above === code) break;
  }
  return out;
}

export const useDivisions = (codes: string[]) => useQueries({ queries: codes.map(placeQuery) });

/** Whether a division lies in another, or is it. */
export const lies = (code: string, within: string) => pathOf(code).includes(within);
