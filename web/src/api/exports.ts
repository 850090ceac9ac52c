import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, signed } from "./client";
import type { components } from "./schema";

export type Export = components["schemas"]["Export"];
export type Takeable = components["schemas"]["Takeable"];

const key = ["exports"] as const;

/** Which lists may be taken away, what was, and what waits for a decision. */
export const useExports = () =>
  useQuery({ queryKey: key, queryFn: () => answer(api.GET("/api/exports", {})) });

/** Asks for a list as a file; one that nobody else has to agree to begins to download. */
export function useAskExport() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: components["schemas"]["ExportAskedBody"]) =>
      answer(api.POST("/api/exports", { params: { header: signed }, body })),
    onSuccess: (made) => {
      if (made.link) fetchFile(made.link);
      return cache.invalidateQueries({ queryKey: key });
    },
  });
}

/** Agrees to what another asked for, or refuses it. */
export function useDecideExport(id: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ approve, ...body }: { approve: boolean; version: number; reason: string }) => {
      const with_ = { params: { header: signed, path: { id } }, body };
      return answer(
        approve ? api.POST("/api/exports/{id}/approve", with_) : api.POST("/api/exports/{id}/refuse", with_),
      );
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
  });
}

/** The browser fetches a file to its disk; nothing of it passes through the page. */
function fetchFile(link: string) {
  const a = document.createElement("a");
  a.href = link;
  a.download = "";
  a.click();
}
