import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Sample = Schemas["Sample"];
export type SampleWhole = Schemas["SampleWhole"];
export type Sampled = Schemas["Sampled"];
export type DrawSample = Schemas["DrawSampleRequest"];
export type BlindForm = Schemas["FormAsked"];

/** The samples of an evaluator, or those drawn from the places of who draws them. */
export const useSamples = () =>
  useQuery({ queryKey: ["samples"], queryFn: () => answer(api.GET("/api/samples")) });

export const useSample = (id: number) =>
  useQuery({
    queryKey: ["samples", id],
    queryFn: () => answer(api.GET("/api/samples/{id}", { params: { path: { id } } })),
    enabled: id > 0,
    retry: false,
  });

/** What an evaluator needs to find a household; nothing that is concluded of it. */
export const useSampled = (id: number, position: number) =>
  useQuery({
    queryKey: ["samples", id, position],
    queryFn: () =>
      answer(api.GET("/api/samples/{id}/households/{position}", { params: { path: { id, position } } })),
  });

export function useDraw() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: DrawSample) => answer(api.POST("/api/samples", { params: { header: signed }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["samples"] }),
  });
}

export function useSendForm(id: number, position: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: BlindForm) =>
      answer(
        api.POST("/api/samples/{id}/households/{position}/form", {
          params: { header: signed, path: { id, position } },
          body,
        }),
      ),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["samples"] }),
  });
}
