import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type National = Schemas["National"];
export type Difference = Schemas["NationalDifference"];

/** Which differences are shown. */
export interface Which {
  state: Difference["state"];
  list: string;
  kind: string;
  field: string;
}

/** How the county stands with the national system. */
export const useNational = () =>
  useQuery({ queryKey: ["national"], queryFn: () => answer(api.GET("/api/national")) });

/** The differences of a sort, page after page. */
export const useDifferences = (which: Which) =>
  useInfiniteQuery({
    queryKey: ["national", "differences", which],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/national/differences", {
          params: { query: set({ ...which, after: pageParam || undefined }) as object },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next || undefined,
    placeholderData: keepPreviousData,
  });

function useAct<Body, Answer>(act: (body: Body) => Promise<Answer>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ["national"] });
      void cache.invalidateQueries({ queryKey: ["inbox"] });
    },
  });
}

export const useSettle = () =>
  useAct((body: Schemas["SettleDifferencesRequest"]) =>
    answer(api.POST("/api/national/settle", { params: { header: signed }, body })),
  );

/** Begins to compare again; the answer names the job. */
export const useReconcile = () =>
  useAct((_: undefined) => answer(api.POST("/api/national/compare", { params: { header: signed } })));
