import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api, set } from "./client";
import type { components } from "./schema";

export type Differences = components["schemas"]["ChangedList"];
export type ChangedAlert = Differences["alerts"][number];
export type RowMoved = ChangedAlert["rows"][number];
export type Kind = ChangedAlert["kind"];
export type Why = Differences["reasons"][number]["why"];

export interface DifferenceFilter {
  run: number;
  under: string;
  rule: string;
  kind: Kind | "";
  why: Why | "";
  household: string;
}

/** What is otherwise than in the screening before, page after page. */
export const useDifferences = (f: DifferenceFilter) =>
  useInfiniteQuery({
    queryKey: ["screenings", "differences", f],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/screening-changes", {
          params: { query: set({ ...f, after: pageParam || undefined, limit: 50 }) },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });
