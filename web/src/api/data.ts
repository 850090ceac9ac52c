import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "./client";
import { offline, problemOf } from "./problem";
import type { Job } from "./types";

export const useRun = (id: number) =>
  useQuery({
    queryKey: ["screening", id],
    queryFn: () => answer(api.GET("/api/screenings/{id}", { params: { path: { id } } })),
    enabled: id > 0,
  });

interface Upload {
  files: { name: string; file: File }[];
  asOf: string;
  /** Share of the bytes that have gone out, 0 to 1. */
  progress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends the files; fetch cannot tell how much has gone out, so this is the older way. */
function send({ files, asOf, progress, signal }: Upload): Promise<Job> {
  const form = new FormData();
  form.append("as_of", asOf);
  for (const { name, file } of files) form.append("files", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/screenings");
    request.setRequestHeader("X-Dixian", "1");
    request.responseType = "json";
    request.upload.onprogress = (e) => progress(e.lengthComputable ? e.loaded / e.total : 0);
    request.onload = () =>
      request.status < 300
        ? resolve((request.response as { job: Job }).job)
        : reject(problemOf(request.status, request.response));
    request.onerror = () => reject(offline());
    request.onabort = () => reject(problemOf(0, { code: "cancelled" }));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

export const useUpload = () => useMutation({ mutationFn: send });

const jobKey = "dixian.job";

/** The job this tab has started last; it goes on when the page is left. */
export const lastJob = () => sessionStorage.getItem(jobKey) ?? "";
export function rememberJob(id: string): void {
  if (id) sessionStorage.setItem(jobKey, id);
  else sessionStorage.removeItem(jobKey);
}

/** A job as it runs, looked at every second; at its end everything it has changed is read again. */
export function useJob(id: string) {
  const cache = useQueryClient();
  const job = useQuery({
    queryKey: ["job", id],
    queryFn: () => answer(api.GET("/api/jobs/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    retry: false,
    staleTime: 0,
    refetchInterval: (q) => (q.state.data?.state === "running" ? 1000 : false),
  });
  const done = job.data?.state === "done";
  useEffect(() => {
    if (!done) return;
    for (const key of ["screenings", "overview", "cases"]) void cache.invalidateQueries({ queryKey: [key] });
  }, [done, cache]);
  return job;
}
