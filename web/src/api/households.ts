import { useMutation } from "@tanstack/react-query";
import { answer, api, signed } from "./client";

/** Shows one field whole to who says why; it is logged. */
export const useUnmask = (household: string) =>
  useMutation({
    mutationFn: (body: { field: string; reason: string }) =>
      answer(
        api.POST("/api/households/{code}/unmask", {
          params: { header: signed, path: { code: household } },
          body,
        }),
      ),
    gcTime: 0,
  });
