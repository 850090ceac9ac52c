import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api, set } from "./client";
import type { components } from "./schema";

export type Finding = components["schemas"]["LineList"]["findings"][number];

export interface FindingFilter {
  under: string;
  rule: string;
  table: string;
  owner: string;
}

/** What the newest screening of each place found of its data, page after page. */
export const useFindings = (f: FindingFilter) =>
  useInfiniteQuery({
    queryKey: ["screenings", "findings", f],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/findings", {
          params: { query: set({ ...f, after: pageParam || undefined, limit: 100 }) },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });
