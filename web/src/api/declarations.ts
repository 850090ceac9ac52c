import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Declaration = Schemas["Declaration"];
export type DeclareFor = Schemas["DeclareRequest"];
export type DeclarationState = "waiting" | "laid" | "dismissed";

const key = ["declarations"] as const;

/** What families of a division said of themselves, and what may be ticked and how it may be heard. */
export const useDeclarations = (state: DeclarationState, under: string) =>
  useQuery({
    queryKey: [...key, state, under],
    queryFn: () => answer(api.GET("/api/declarations", { params: { query: set({ state, under }) } })),
  });

/** The code on a village's poster; its address is empty while there is none. */
export const useDeclareCode = (code: string) =>
  useQuery({
    queryKey: [...key, "code", code],
    queryFn: () => answer(api.GET("/api/divisions/{code}/declare-code", { params: { path: { code } } })),
  });

function useAct<Body, Answer>(act: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([key[0], "cases", "case"].map((k) => cache.invalidateQueries({ queryKey: [k] }))),
  });
}

export const useRenewCode = (code: string) =>
  useAct(() =>
    answer(api.POST("/api/divisions/{code}/declare-code", { params: { header: signed, path: { code } } })),
  );

export const useDeclareFor = () =>
  useAct((body: DeclareFor) => answer(api.POST("/api/declarations", { params: { header: signed }, body })));

export const useIdentify = (id: number) =>
  useAct((body: { version: number; household: string }) =>
    answer(api.POST("/api/declarations/{id}/household", { params: { header: signed, path: { id } }, body })),
  );

export const useDismiss = (id: number) =>
  useAct((body: { version: number; reason: string }) =>
    answer(api.POST("/api/declarations/{id}/dismiss", { params: { header: signed, path: { id } }, body })),
  );
