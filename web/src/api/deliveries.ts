import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, query, set, signed } from "./client";
import type { components } from "./schema";
import { type Sent, sendFiles } from "./send";

type Schemas = components["schemas"];

/** What one department owes a county in a month. */
export type Due = Schemas["Due"];
export type Batch = Schemas["Batch"];
export type Mapping = Schemas["Mapping"];
export type Preview = Schemas["Preview"];

/** Which tables have come in the months up to one; none: up to this month. */
export const useCalendar = (month: string, months: number) =>
  useQuery({
    queryKey: ["deliveries", month, months],
    queryFn: () => answer(api.GET("/api/deliveries", { params: { query: set({ month, months }) } })),
    placeholderData: keepPreviousData,
  });

/** The letter to a department about a month, to be printed. */
export const letterTo = (owner: string, month: string, county: string) =>
  `/api/deliveries/letter${query({ owner, month, county })}`;

/** Sends files to be looked at; nothing of them counts yet. */
export function useStage() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (sent: Sent) => (await sendFiles<Schemas["BatchList"]>("/api/batches", sent)).batches,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["batches"] }),
  });
}

export type BatchState = Batch["state"];

/** The files that were delivered, newest first, page after page. */
export const useBatches = (table: string, state: string) =>
  useInfiniteQuery({
    queryKey: ["batches", table, state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/batches", {
          params: {
            query: set({ table, state: state as BatchState | "", before: pageParam || undefined }) as object,
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });

const batchKey = (id: number) => ["batch", id] as const;

export const useBatch = (id: number) =>
  useQuery({
    queryKey: batchKey(id),
    queryFn: () => answer(api.GET("/api/batches/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

/** How a file would be read, with a source's saved mapping or, for none, ours. */
export const usePreview = (id: number, source: string, enabled: boolean) =>
  useQuery({
    queryKey: ["preview", id, source],
    queryFn: () =>
      answer(api.GET("/api/batches/{id}/preview", { params: { path: { id }, query: set({ source }) } })),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const useMappings = () =>
  useQuery({
    queryKey: ["mappings"],
    queryFn: async () => (await answer(api.GET("/api/mappings"))).mappings,
    staleTime: 60_000,
  });

export function useSaveMapping() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["SaveMappingRequest"]) =>
      answer(api.PUT("/api/mappings", { params: { header: signed }, body })),
    onSuccess: () =>
      Promise.all(["mappings", "preview"].map((key) => cache.invalidateQueries({ queryKey: [key] }))),
  });
}

/** Some files by number, in that order. */
export const useBatchesOf = (ids: number[]) =>
  useQuery({
    queryKey: ["batch", "of", ids],
    queryFn: () =>
      Promise.all(ids.map((id) => answer(api.GET("/api/batches/{id}", { params: { path: { id } } })))),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });
