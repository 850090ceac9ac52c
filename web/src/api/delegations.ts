import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Delegation = Schemas["Delegation"];
export type Delegate = Schemas["DelegateRequest"];

const key = ["delegations"] as const;

/** Who stands in for me, whom I stand in for, and whom I may ask. */
export const useDelegations = () =>
  useQuery({ queryKey: key, queryFn: () => answer(api.GET("/api/delegations")) });

function useAct<Body>(act: (body: Body) => Promise<Schemas["DelegationList"]>) {
  const cache = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: (list) => cache.setQueryData(key, list) });
}

export const useDelegate = () =>
  useAct((body: Delegate) => answer(api.POST("/api/delegations", { params: { header: signed }, body })));

export const useEndDelegation = () =>
  useAct((id: number) =>
    answer(api.POST("/api/delegations/{id}/end", { params: { header: signed, path: { id } } })),
  );
