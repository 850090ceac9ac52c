import { offline, problemOf } from "./problem";

export interface Sent {
  files: { name: string; file: File }[];
  /** What goes along, by name. */
  fields?: Record<string, string>;
  /** Share of the bytes that have gone out, 0 to 1. */
  progress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends files; fetch cannot tell how much has gone out, so this is the older way. */
export function sendFiles<T>(path: string, { files, fields = {}, progress, signal }: Sent): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, file } of files) form.append("files", file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("X-Dixian", "1");
    request.responseType = "json";
    request.upload.onprogress = (e) => progress(e.lengthComputable ? e.loaded / e.total : 0);
    request.onload = () =>
      request.status < 300
        ? resolve(request.response as T)
        : reject(problemOf(request.status, request.response));
    request.onerror = () => reject(offline());
    request.onabort = () => reject(problemOf(0, { code: "cancelled" }));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
