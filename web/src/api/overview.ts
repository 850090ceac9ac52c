import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, api, set } from "./client";

const soon = { staleTime: 30_000, placeholderData: keepPreviousData } as const;
const below = (under: string, as_of: string) => ({ params: { query: set({ under, as_of }) } });

/** How everything stands in a division, or in the whole scope; or stood at the end of a locked day. */
export const useOverview = (under: string, { enabled = true, asOf = "" } = {}) =>
  useQuery({
    queryKey: ["overview", under, asOf],
    queryFn: () => answer(api.GET("/api/overview", below(under, asOf))),
    enabled,
    ...soon,
  });

/** How many households each division has, with an alert, monitored, helped. */
export const useHouseholdCounts = (under: string, asOf: string) =>
  useQuery({
    queryKey: ["overview", under, asOf, "households"],
    queryFn: () => answer(api.GET("/api/overview/households", below(under, asOf))),
    ...soon,
  });

/** What each of twelve months has brought. */
export const useTrend = (under: string, asOf: string) =>
  useQuery({
    queryKey: ["overview", under, asOf, "trend"],
    queryFn: async () => (await answer(api.GET("/api/overview/trend", below(under, asOf)))).months,
    ...soon,
  });

/** What open work is about. */
export const useRiskMix = (under: string, asOf: string) =>
  useQuery({
    queryKey: ["overview", under, asOf, "risks"],
    queryFn: () => answer(api.GET("/api/overview/risks", below(under, asOf))),
    ...soon,
  });

/** The schematic map of the counties; it never changes while a page is open. */
export const useTiles = (enabled: boolean) =>
  useQuery({
    queryKey: ["tiles"],
    queryFn: async () => (await answer(api.GET("/api/tiles"))).tiles,
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });

/** The screenings that were loaded, newest first. */
export const useRuns = (enabled = true) =>
  useQuery({
    queryKey: ["screenings"],
    queryFn: async () => (await answer(api.GET("/api/screenings"))).runs,
    enabled,
    staleTime: 60_000,
  });
