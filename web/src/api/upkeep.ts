import { useQuery } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Which keys seal what is kept, and when they were changed. */
export const useKeys = () =>
  useQuery({ queryKey: ["upkeep", "keys"], queryFn: () => answer(api.GET("/api/keys")) });

/** How old the newest backup is, and those before it. */
export const useBackups = () =>
  useQuery({ queryKey: ["upkeep", "backups"], queryFn: () => answer(api.GET("/api/backups")) });

/** A year's days off and days worked instead. */
export const useHolidays = (year: number) =>
  useQuery({
    queryKey: ["upkeep", "holidays", year],
    queryFn: () => answer(api.GET("/api/holidays", { params: { query: { year } } })),
  });
