import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api, set } from "./client";

/** How everything stands in a division, or in the whole scope. */
export const useOverview = (under: string, enabled = true) =>
  useQuery({
    queryKey: ["overview", under],
    queryFn: () => answer(api.GET("/api/overview", { params: { query: set({ under }) } })),
    enabled,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** The screenings that were loaded, newest first. */
export const useRuns = (enabled = true) =>
  useQuery({
    queryKey: ["screenings"],
    queryFn: async () => (await answer(api.GET("/api/screenings"))).runs,
    enabled,
    staleTime: 60_000,
  });
