import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Correction = Schemas["Correction"];

const key = ["corrections"] as const;

/** Requests that wait, by last day; or those answered, newest first. */
export const useCorrections = (answered: boolean) =>
  useQuery({
    queryKey: [...key, answered],
    queryFn: async () =>
      (await answer(api.GET("/api/corrections", { params: { query: { answered } } }))).corrections,
  });

export function useAskCorrection() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["AskCorrectionRequest"]) =>
      answer(api.POST("/api/corrections", { params: { header: signed }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}

export function useAnswerCorrection(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["AnswerCorrectionRequest"]) =>
      answer(api.POST("/api/corrections/{id}", { params: { header: signed, path: { id } }, body })),
    onSuccess: () => Promise.all([key[0], "inbox"].map((k) => cache.invalidateQueries({ queryKey: [k] }))),
  });
}

/** The sheet of what is recorded about a member; a POST, so that the reason stays out of addresses. */
export function useDisclose(code: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["DiscloseRequest"]) =>
      answer<Blob>(
        api.POST("/api/households/{code}/disclosure", {
          params: { header: signed, path: { code } },
          body,
          parseAs: "blob",
        }) as Promise<{ data?: Blob; error?: unknown; response: Response }>,
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["household", code, "looks"] }),
  });
}
