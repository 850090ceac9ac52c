import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

export type Lifted = components["schemas"]["Lifted"];

/** The blocks of clearing that cities lifted, newest first, page after page. */
export const useLifted = () =>
  useInfiniteQuery({
    queryKey: ["lifted"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/lifted", { params: { query: { before: pageParam, limit: 50 } } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });
