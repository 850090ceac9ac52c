import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./schema";

export type Supervision = components["schemas"]["Supervision"];
export type Supervised = components["schemas"]["Supervised"];

/** What cities and the province ordered, newest first, page after page. */
export const useSupervisions = (open: boolean) =>
  useInfiniteQuery({
    queryKey: ["supervisions", open],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/supervisions", { params: { query: { open, before: pageParam, limit: 50 } } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

/** Closed records that were sent back to work, newest first. */
export const useReopened = () =>
  useInfiniteQuery({
    queryKey: ["supervisions", "reopened"],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/reopened", { params: { query: { before: pageParam, limit: 50 } } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });
