import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import { useDeciding } from "./decide";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type HouseholdPage = Schemas["HouseholdPage"];
export type Change = Schemas["Change"];
export type ChangeDetail = Schemas["ChangeDetail"];
export type ChangeAsked = Schemas["ChangeAsked"];
export type ChangeState = Change["state"];
export type ChangeKinds = Schemas["KindList"];
export type Field = Schemas["Field"];
export type Found = Schemas["Found"];
export type PersonAsked = Schemas["PersonAsked"];

/** Everything about a household. Reading it leaves a look behind. */
export const useHouseholdPage = (code: string) =>
  useQuery({
    queryKey: ["household", code],
    queryFn: () => answer(api.GET("/api/households/{code}/page", { params: { path: { code } } })),
  });

/** Who lives in a household, and its version, once a code is whole. */
export const useHousehold = (code: string, enabled: boolean) =>
  useQuery({
    queryKey: ["household", code, "members"],
    queryFn: () => answer(api.GET("/api/households/{code}", { params: { path: { code } } })),
    enabled,
    retry: false,
  });

/** Who may see a household, and who has looked. */
export const useLooks = (code: string, enabled: boolean) =>
  useQuery({
    queryKey: ["household", code, "looks"],
    queryFn: () => answer(api.GET("/api/households/{code}/looks", { params: { path: { code } } })),
    enabled,
  });

/** Households, people and places by the one box. It is a POST: numbers stay out of addresses and logs. */
export const useSearch = (q: string) =>
  useQuery({
    queryKey: ["search", q],
    queryFn: ({ signal }) =>
      answer(api.POST("/api/search", { params: { header: signed }, body: { q, limit: 8 }, signal })),
    enabled: q !== "",
    gcTime: 0,
  });

/** What may be asked for, and the fields that may be corrected. */
export const useChangeKinds = () =>
  useQuery({
    queryKey: ["changes", "kinds"],
    queryFn: () => answer(api.GET("/api/changes/kinds")),
    staleTime: Number.POSITIVE_INFINITY,
  });

interface ChangeFilter {
  state?: ChangeState | undefined;
  under?: string | undefined;
  household?: string | undefined;
  limit?: number;
}

/** Change requests, newest first, page by page. */
export const useChanges = (filter: ChangeFilter) =>
  useInfiniteQuery({
    queryKey: ["changes", "list", filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/changes", { params: { query: set({ ...filter, before: pageParam || undefined }) } }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
  });

export const useChange = (id: number) =>
  useQuery({
    queryKey: ["changes", id],
    queryFn: () => answer(api.GET("/api/changes/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

/** Equal changes that a registry file brought, for who decides. */
export const useChangeGroups = (enabled: boolean) =>
  useQuery({
    queryKey: ["changes", "groups"],
    queryFn: async () => (await answer(api.GET("/api/changes/groups"))).groups,
    enabled,
  });

/** After a change is asked for or decided, requests and households are read anew. */
function useReadAnew() {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ["changes", "household", "search", "case"].map((key) => cache.invalidateQueries({ queryKey: [key] })),
    );
}

export function useAskChange(household: string) {
  const anew = useReadAnew();
  return useMutation({
    mutationFn: (body: ChangeAsked) =>
      answer(
        api.POST("/api/households/{code}/changes", {
          params: { header: signed, path: { code: household } },
          body,
        }),
      ),
    onSuccess: anew,
  });
}

export function useDecide(id: number) {
  const params = { header: signed, path: { id } };
  return useDeciding(
    {
      approve: (body) => answer(api.POST("/api/changes/{id}/approve", { params, body })),
      refuse: (body) => answer(api.POST("/api/changes/{id}/refuse", { params, body })),
      withdraw: (body) => answer(api.POST("/api/changes/{id}/withdraw", { params, body })),
    },
    useReadAnew(),
  );
}

export function useAskUndo(id: number) {
  const anew = useReadAnew();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST("/api/changes/{id}/undo", { params: { header: signed, path: { id } }, body: { reason } }),
      ),
    onSuccess: anew,
  });
}

export function useDecideGroup() {
  const anew = useReadAnew();
  return useMutation({
    mutationFn: ({ approve, ...body }: Schemas["GroupDecidedBody"] & { approve: boolean }) =>
      approve
        ? answer(api.POST("/api/changes/groups/approve", { params: { header: signed }, body }))
        : answer(api.POST("/api/changes/groups/refuse", { params: { header: signed }, body })),
    onSuccess: anew,
  });
}
