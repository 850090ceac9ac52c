import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { CaseRow, VisitDue } from "@/api/types";
import { type Day, dayKey } from "@/phone/phone";

/** What is due at a family: of the day that was taken along, or asked for; null: nothing. */
export function useVisitDue(of: CaseRow | undefined) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: [...dayKey, of?.id ?? 0],
    queryFn: async (): Promise<VisitDue | null> => {
      const here = (d: VisitDue) => d.case.id === of?.id;
      const held = cache.getQueryData<Day>(dayKey)?.visits.find(here);
      if (held || !navigator.onLine || !of) return held ?? null;
      const query = { under: of.division, days: 92, limit: 200 };
      return (await answer(api.GET("/api/due", { params: { query } }))).due.find(here) ?? null;
    },
    enabled: of !== undefined,
    networkMode: "always",
    retry: false,
  });
}
