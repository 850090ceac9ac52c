import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Period = Schemas["Period"];
export type PeriodChange = Schemas["PeriodChange"];

/** What is locked or asked for, and the days of which every list of a place opens. */
export const usePeriods = (under = "") =>
  useQuery({
    queryKey: ["periods", under],
    queryFn: () => answer(api.GET("/api/periods", { params: { query: set({ under }) } })),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** What has changed since a period was locked, page after page. */
export const usePeriodChanges = (id: number, what: "cases" | "households") =>
  useInfiniteQuery({
    queryKey: ["periods", id, "changes", what],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/periods/{id}/changes", {
          params: { path: { id }, query: set({ what, after: pageParam }) },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });

function useAct<Body, Answer>(act: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["periods"] });
      void cache.invalidateQueries({ queryKey: ["inbox"] });
    },
  });
}

export const useAskPeriod = () =>
  useAct((body: Schemas["AskPeriodRequest"]) =>
    answer(api.POST("/api/periods", { params: { header: signed }, body })),
  );

export type Decision = "agree" | "refuse" | "withdraw";

/** Agrees to a lock, refuses it, or takes it back before it is one. */
export const useDecidePeriod = (id: number) =>
  useAct(({ how, ...body }: { how: Decision; version: number; reason?: string }) => {
    const with_ = { params: { header: signed, path: { id } }, body };
    if (how === "agree") return answer(api.POST("/api/periods/{id}/agree", with_));
    if (how === "refuse") return answer(api.POST("/api/periods/{id}/refuse", with_));
    return answer(api.POST("/api/periods/{id}/withdraw", with_));
  });

/** Sums up what is kept and compares it with what was locked. */
export const useProvePeriod = (id: number) =>
  useMutation({
    mutationFn: () =>
      answer(api.POST("/api/periods/{id}/proof", { params: { header: signed, path: { id } } })),
  });
