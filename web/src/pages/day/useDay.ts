import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "@/api/client";
import { myStates } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { dayKey, takeAlong, usePhone } from "@/phone/phone";

/** What is due to me, by time left; with an open store it is taken along. */
export function useDay() {
  const me = useWho();
  const cache = useQueryClient();
  const { open } = usePhone();
  const day = useQuery({
    queryKey: dayKey,
    queryFn: async () =>
      (
        await answer(
          api.GET("/api/cases", { params: { query: { state: myStates(me).join(","), limit: 200 } } }),
        )
      ).cases,
    retry: false,
  });
  const rows = day.isSuccess && !day.isFetching ? day.data : undefined;
  useEffect(() => {
    if (open && rows && navigator.onLine) takeAlong(rows, cache).catch(() => undefined); // the next contact tries again
  }, [open, rows, cache]);
  return day;
}
