import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";
import { meKey } from "./session";

type Bodies = components["schemas"];
export type Token = Bodies["Token"];

const factorKey = ["second-factor"] as const;
const tokensKey = ["tokens"] as const;
const header = { params: { header: signed } };

/** How one's own second proof stands. */
export const useFactor = () =>
  useQuery({ queryKey: factorKey, queryFn: () => answer(api.GET("/api/second-factor")) });

/** Begins a second proof: what the phone has to scan. It holds once a code is shown for it. */
export const useBeginFactor = () =>
  useMutation({
    mutationFn: (password: string) =>
      answer(api.POST("/api/second-factor", { ...header, body: { password } })),
  });

function useProof<Body, Answer>(change: (body: Body) => Promise<Answer>, made?: (answer: Answer) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer) => {
      made?.(answer); // before the form goes, with what it would have been told
      await cache.invalidateQueries({ queryKey: factorKey });
      await cache.invalidateQueries({ queryKey: meKey });
    },
  });
}

/** Turns it on with a first code; the recovery codes come back this once. */
export const useConfirmFactor = (made: (on: Bodies["FactorOn"]) => void) =>
  useProof(
    (code: string) => answer(api.POST("/api/second-factor/confirm", { ...header, body: { code } })),
    made,
  );

export const useDropFactor = () =>
  useProof((body: { password: string; code: string }) =>
    answer(api.POST("/api/second-factor/drop", { ...header, body })),
  );

export const useTokens = () =>
  useQuery({ queryKey: tokensKey, queryFn: async () => (await answer(api.GET("/api/tokens"))).tokens });

function useTokenChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => cache.invalidateQueries({ queryKey: tokensKey }),
  });
}

/** Makes a token; its text comes back this once. */
export const useCreateToken = () =>
  useTokenChange((body: Bodies["CreateTokenRequest"]) =>
    answer(api.POST("/api/tokens", { ...header, body })),
  );

export const useDeleteToken = () =>
  useTokenChange((id: number) =>
    answer(api.DELETE("/api/tokens/{id}", { params: { header: signed, path: { id } } })),
  );
