import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api, signed } from "./client";
import { type Sent, sendFiles } from "./send";
import type { Job } from "./types";

export const useRun = (id: number) =>
  useQuery({
    queryKey: ["screening", id],
    queryFn: () => answer(api.GET("/api/screenings/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

export const useUpload = () =>
  useMutation({
    mutationFn: async ({ asOf, ...sent }: Sent & { asOf: string }) =>
      (await sendFiles<{ job: Job }>("/api/screenings", { ...sent, fields: { as_of: asOf } })).job,
  });

const jobKey = "dixian.job";

/** The job this tab has started last; it goes on when the page is left. */
export const lastJob = () => sessionStorage.getItem(jobKey) ?? "";
export function rememberJob(id: string): void {
  if (id) sessionStorage.setItem(jobKey, id);
  else sessionStorage.removeItem(jobKey);
}

/** What a job that has ended may have changed. */
const changedByJobs = [
  "jobs",
  "screenings",
  "overview",
  "cases",
  "deliveries",
  "batches",
  "batch",
  "changed",
];

/**
 * A job as it runs: the server tells every change; where a proxy keeps its events
 * back, it is looked at every five seconds. At its end everything it has changed is
 * read again.
 */
export function useJob(id: string) {
  const cache = useQueryClient();
  const job = useQuery({
    queryKey: ["job", id],
    queryFn: () => answer(api.GET("/api/jobs/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    retry: false,
    staleTime: 0,
    refetchInterval: (q) => (q.state.data?.state === "running" ? 5000 : false),
  });
  const running = job.data?.state === "running";
  useEffect(() => {
    if (!running) return;
    const events = new EventSource(`/api/jobs/${id}/events`);
    events.onmessage = (e) => cache.setQueryData(["job", id], JSON.parse(String(e.data)) as Job);
    return () => events.close();
  }, [running, id, cache]);
  const ended = job.data !== undefined && !running;
  useEffect(() => {
    if (!ended) return;
    for (const key of changedByJobs) void cache.invalidateQueries({ queryKey: [key] });
  }, [ended, cache]);
  return job;
}

/** The reader's own jobs of this server: under way, and ended within a day; newest first. */
export const useJobs = () =>
  useQuery({
    queryKey: ["jobs"],
    queryFn: async () => (await answer(api.GET("/api/jobs"))).jobs,
    retry: false,
    refetchInterval: (q) => (q.state.data?.some((j) => j.state === "running") ? 5000 : 30_000),
  });

/** Stops a job; what it has not finished is as if it had never begun. */
export const useCancelJob = (id: string) =>
  useMutation({
    mutationFn: () => answer(api.POST("/api/jobs/{id}/cancel", { params: { header: signed, path: { id } } })),
  });
