import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "@/api/client";
import type { CaseRow } from "@/api/types";
import { mayOversee, mayWork, myStates } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { daysBetween } from "@/parts/format";
import { type Day, dayKey, takeAlong, usePhone } from "@/phone/phone";

const hanging = ["publicity", "clear_publicity"];

/** Whether it is the fifth full day of a posting: the board is photographed again. */
const full = (c: CaseRow, today: string) => c.posted_on !== "" && daysBetween(c.posted_on, today) >= 5;

/** The visits that are due and what else waits for me, by time left; with an open store it is taken along. */
export function useDay() {
  const me = useWho();
  const cache = useQueryClient();
  const { open } = usePhone();
  const day = useQuery({
    queryKey: dayKey,
    queryFn: async (): Promise<Day> => {
      const due = await answer(api.GET("/api/due", { params: { query: { limit: 200 } } }));
      const state = [...myStates(me), ...hanging].join(",");
      const mine = await answer(api.GET("/api/cases", { params: { query: { state, limit: 200 } } }));
      const visits = due.due.filter((d) => d.move !== "");
      const visited = new Set(visits.map((d) => d.case.id));
      const waits = (c: CaseRow) =>
        hanging.includes(c.state) ? mayWork(me) && !mayOversee(me) && full(c, me.today) : c.due_on !== "";
      return { visits, others: mine.cases.filter((c) => waits(c) && !visited.has(c.id)) };
    },
    retry: false,
  });
  const rows = day.isSuccess && !day.isFetching ? day.data : undefined;
  useEffect(() => {
    if (open && rows && navigator.onLine) takeAlong(rows, cache).catch(() => undefined); // the next contact tries again
  }, [open, rows, cache]);
  return day;
}
