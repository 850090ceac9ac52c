import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { answer, api, set, signed } from "./client";
import type { components } from "./schema";

type Schemas = components["schemas"];

export type RulesSpoke = Schemas["RulesSpoke"];
export type RuleSpoke = Schemas["RuleSpoke"];
export type Threshold = Schemas["Threshold"];
export type WhatIf = Schemas["WhatIf"];
export type WhatIfRange = Schemas["WhatIfRange"];

interface Asked {
  under: string;
  /** Months, 2025-06; empty: the last twelve. */
  from: string;
  to: string;
  /** Whose counties are told. */
  rule: string;
}

/** What came of each rule's alerts, what none of them saw, and where they are blind. */
export const usePrecision = (asked: Asked) =>
  useQuery({
    queryKey: ["overview", "precision", asked],
    queryFn: () => answer(api.GET("/api/precision", { params: { query: set(asked) } })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

/** Tries a value on the data as they stand; the job that does it comes back. */
export const useTry = () =>
  useMutation({
    mutationFn: async (body: Schemas["WhatIfAskedBody"]) =>
      (await answer(api.POST("/api/what-if", { params: { header: signed }, body }))).job,
  });

/** Tries the values around the one in force in a county, all in one job. */
export const useTryRange = () =>
  useMutation({
    mutationFn: async (body: Schemas["WhatIfRangeRequest"]) =>
      (await answer(api.POST("/api/what-if/range", { params: { header: signed }, body }))).job,
  });
