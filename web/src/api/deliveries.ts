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

/** The letter to a department about a month: to be printed, kept, or edited. */
export const letterTo = (owner: string, month: string, county: string, format: "html" | "pdf" | "docx") =>
  `/api/deliveries/letter${query({ owner, month, county, format })}`;

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

export type BadLine = Schemas["BadLine"];
export type BadLines = Schemas["BadLines"];

const badKey = (id: number) => ["batch", id, "quarantine"] as const;

/** Rows in quarantine, all of a kind or all; page after page. */
export const useBadRows = (id: number, kind: string) =>
  useInfiniteQuery({
    queryKey: [...badKey(id), kind],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/batches/{id}/quarantine", {
          params: { path: { id }, query: set({ kind, after: pageParam || undefined, limit: 200 }) },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });

/** Reads the quarantine of a batch again, with its counts. */
export function useBadRowsAgain(id: number) {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: badKey(id) });
}

/** What is written into a row: new cells, and columns that have again what the file had. */
export type RowChange = Schemas["SheetRow"];

/** Keeps what was written into rows, at most 500; one that still cannot be read stays set aside, with its faults. */
export const correctRows = async (id: number, rows: RowChange[]) =>
  (
    await answer(
      api.PATCH("/api/batches/{id}/quarantine", { params: { header: signed, path: { id } }, body: { rows } }),
    )
  ).rows;

/** One change for all rows with the same cell in the same column. */
export const correctEqual = (id: number, line: number, value: string) =>
  answer(
    api.POST("/api/batches/{id}/quarantine/{line}/equal", {
      params: { header: signed, path: { id, line } },
      body: { value },
    }),
  );

/** What a change of deliveries makes read again. */
function useDeliveriesAgain() {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ["batch", "batches", "deliveries"].map((key) => cache.invalidateQueries({ queryKey: [key] })),
    );
}

/** Loads the corrected rows as a batch of their own. */
export function useResubmit(id: number) {
  const again = useDeliveriesAgain();
  return useMutation({
    mutationFn: () =>
      answer(api.POST("/api/batches/{id}/resubmit", { params: { header: signed, path: { id } } })),
    onSuccess: again,
  });
}

/** Takes a batch back, with a reason; what it had replaced counts again. */
export function useUndo(id: number) {
  const again = useDeliveriesAgain();
  return useMutation({
    mutationFn: (body: { version: number; reason: string }) =>
      answer(api.POST("/api/batches/{id}/undo", { params: { header: signed, path: { id } }, body })),
    onSuccess: again,
  });
}
