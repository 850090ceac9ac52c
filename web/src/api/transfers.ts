import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

export type Transfer = components["schemas"]["Transfer"];

const key = ["transfers"] as const;

/** Cases that leave or reach a person's divisions. */
export const useTransfers = (open: boolean) =>
  useQuery({
    queryKey: [...key, open],
    queryFn: async () => (await answer(api.GET("/api/transfers", { params: { query: { open } } }))).transfers,
  });

export function useAnswerTransfer(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: components["schemas"]["AnswerTransferRequest"]) =>
      answer(api.POST("/api/transfers/{id}", { params: { header: signed, path: { id } }, body })),
    onSuccess: () =>
      Promise.all([key[0], "cases", "case"].map((k) => cache.invalidateQueries({ queryKey: [k] }))),
  });
}
