import { useQuery } from "@tanstack/react-query";
import { answer, api, query, set } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

/** What one department owes a county in a month. */
export type Due = Schemas["Due"];

/** Which tables have come in the months up to one; none: up to this month. */
export const useCalendar = (month: string, months: number) =>
  useQuery({
    queryKey: ["deliveries", month, months],
    queryFn: () => answer(api.GET("/api/deliveries", { params: { query: set({ month, months }) } })),
  });

/** The letter to a department about a month, to be printed. */
export const letterTo = (owner: string, month: string, county: string) =>
  `/api/deliveries/letter${query({ owner, month, county })}`;
