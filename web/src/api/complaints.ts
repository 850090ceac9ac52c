import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Complaint = Schemas["Complaint"];
export type Complain = Schemas["ComplainRequest"];

const key = ["complaints"] as const;

/** The register as far as a person stands above who is complained of. */
export const useComplaints = (enabled: boolean) =>
  useQuery({
    queryKey: key,
    queryFn: async () => (await answer(api.GET("/api/complaints", { params: {} }))).complaints,
    enabled,
  });

export function useComplain() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Complain) => answer(api.POST("/api/complaints", { params: { header: signed }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}

export function useAnswerComplaint(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; answer: string }) =>
      answer(api.POST("/api/complaints/{id}", { params: { header: signed, path: { id } }, body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}
