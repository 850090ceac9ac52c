import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import { useDeciding } from "./decide";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Parameter = Schemas["Parameter"];
export type Setting = Schemas["Setting"];
export type SettingState = Setting["state"];
export type Effect = NonNullable<Setting["effect"]>;

const key = "parameters";

/** Every parameter and what holds in a division today; by default the reader's own. */
export const useParameters = (under?: string) =>
  useQuery({
    queryKey: [key, "list", under],
    queryFn: () => answer(api.GET("/api/parameters", { params: { query: set({ under }) } })),
  });

/** Requests for values, newest first, page by page. */
export const useSettings = (state: SettingState) =>
  useInfiniteQuery({
    queryKey: [key, "requests", state],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/settings", { params: { query: set({ state, before: pageParam || undefined }) } })),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

export const useSetting = (id: number) =>
  useQuery({
    queryKey: [key, "request", id],
    queryFn: () => answer(api.GET("/api/settings/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

function useReadAnew() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: [key] });
}

export function useAskSetting() {
  const anew = useReadAnew();
  return useMutation({
    mutationFn: (body: Schemas["SettingAskedBody"]) =>
      answer(api.POST("/api/settings", { params: { header: signed }, body })),
    onSuccess: anew,
  });
}

/** Has the effect of a request worked out; the job that does it comes back. */
export const useTrySetting = (id: number) =>
  useMutation({
    mutationFn: async (version: number) =>
      (
        await answer(
          api.POST("/api/settings/{id}/effect", {
            params: { header: signed, path: { id } },
            body: { version },
          }),
        )
      ).job,
  });

export function useDecideSetting(id: number) {
  const params = { header: signed, path: { id } };
  return useDeciding(
    {
      approve: (body) => answer(api.POST("/api/settings/{id}/approve", { params, body })),
      refuse: (body) => answer(api.POST("/api/settings/{id}/refuse", { params, body })),
      withdraw: (body) => answer(api.POST("/api/settings/{id}/withdraw", { params, body })),
    },
    useReadAnew(),
  );
}
