import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Area = Schemas["Area"];
export type OpenArea = Schemas["OpenAreaEventRequest"];

const key = ["areas"] as const;

/** What happened to whole areas, where the households of each stand, and what may happen. */
export const useAreas = () =>
  useQuery({ queryKey: key, queryFn: () => answer(api.GET("/api/areas", { params: {} })) });

/** Opens an event's clues, or only says what opening would do. */
export function useOpenArea() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: OpenArea) => answer(api.POST("/api/areas", { params: { header: signed }, body })),
    onSuccess: (_, body) =>
      body.dry_run
        ? undefined
        : Promise.all([key[0], "cases", "overview"].map((k) => cache.invalidateQueries({ queryKey: [k] }))),
  });
}
