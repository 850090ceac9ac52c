import { useState } from "react";
import { answer, api, signed } from "@/api/client";
import type { Batch } from "@/api/deliveries";
import { asProblem } from "@/api/problem";

/** Files that are loaded one after the other: the server works at one at a time. */
export interface Queue {
  /** The job of each file that was begun. */
  jobs: Record<number, string>;
  /** Why a file could not be begun. */
  problems: Record<number, string>;
  busy: boolean;
  begin: (batches: Batch[]) => void;
  /** The file's job has ended: the next one begins. */
  ended: (batch: number) => void;
}

export function useQueue(sourceOf: (id: number) => string): Queue {
  const [jobs, setJobs] = useState<Record<number, string>>({});
  const [problems, setProblems] = useState<Record<number, string>>({});
  const [waiting, setWaiting] = useState<Batch[]>([]);
  const [now, setNow] = useState<number | null>(null);

  const next = async (queue: Batch[]) => {
    const [b, ...rest] = queue;
    setWaiting(rest);
    setNow(b?.id ?? null);
    if (!b) return;
    setProblems(({ [b.id]: _, ...others }) => others);
    try {
      const { job } = await answer(
        api.POST("/api/batches/{id}/load", {
          params: { header: signed, path: { id: b.id } },
          body: { version: b.version, source: sourceOf(b.id) },
        }),
      );
      setJobs((held) => ({ ...held, [b.id]: job.id }));
    } catch (e) {
      const problem = asProblem(e);
      setProblems((held) => ({ ...held, [b.id]: problem.rest([])[0] ?? problem.code }));
      await next(rest);
    }
  };
  return {
    jobs,
    problems,
    busy: now !== null,
    begin: (batches) => (now === null ? void next(batches) : setWaiting((w) => [...w, ...batches])),
    ended: (batch) => {
      if (batch === now) void next(waiting);
    },
  };
}
