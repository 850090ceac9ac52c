import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type DueGroup = Schemas["DueGroup"];
export type DueItem = Schemas["DueItem"];
export type Message = Schemas["Message"];

const key = ["messages"] as const;

/** What waits for me, by household. */
export const useInbox = () =>
  useQuery({ queryKey: ["inbox"], queryFn: () => answer(api.GET("/api/inbox")), staleTime: 15_000 });

/** How many messages I have not read; asked for again each minute, which is how often they come. */
export const useUnread = () =>
  useQuery({
    queryKey: [...key, "unread"],
    queryFn: async () => (await answer(api.GET("/api/messages/unread"))).unread,
    refetchInterval: 60_000,
    staleTime: 30_000,
  });

/** My messages, newest first. */
export const useMessages = (unread: boolean) =>
  useInfiniteQuery({
    queryKey: [...key, "list", unread],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/messages", {
          params: { query: set({ before: pageParam || undefined, unread: unread ? 1 : undefined }) },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

/** Marks messages as read; none named: all. */
export function useRead() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ids: number[]) =>
      answer(api.POST("/api/messages/read", { params: { header: signed }, body: { ids } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}
