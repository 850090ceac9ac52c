import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { Job } from "../src/api/types";
import { read } from "./api.ts";
import type { Person } from "./browser.ts";
import { binary } from "./house.ts";

/** What the demo's county is made of; cmd/dixian/demo.go has the same. */
const families = ["--households", "600", "--seed", "20", "--counties", "522631"];

/**
 * The departments' files as they are on a later day, in which a household's people
 * have paid their medical insurance; sent, screened and joined to what is there.
 */
export async function deliverLater(clerk: Person, day: string, household: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dixian-later-"));
  const files = join(folder, "files");
  try {
    execFileSync(binary(), ["synth", ...families, "--as-of", day, "--out", files]);
    const persons = readFileSync(join(files, "registry/persons.csv"), "utf8").split("\n");
    for (const line of persons.filter((l) => l.split(",").includes(household))) {
      const row = `${line.split(",")[0]},${day.slice(0, 4)},城乡居民,已参保,\n`;
      appendFileSync(join(files, "extracts/medical_enrolment.csv"), row);
    }
    const form = new FormData();
    form.append("as_of", day);
    for (const kind of ["registry", "extracts"]) {
      for (const name of readdirSync(join(files, kind)))
        form.append("files", new Blob([readFileSync(join(files, kind, name))]), name);
    }
    const sent = await clerk.page.request.post("/api/screenings", {
      headers: { "X-Dixian": "1" },
      multipart: form,
    });
    expect(sent.status(), await sent.text()).toBeLessThan(300);
    const { job } = (await sent.json()) as { job: Job };
    const state = async () => (await read<Job>(clerk, `/api/jobs/${job.id}`)).state;
    await expect.poll(state).toBe("done");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A department's file, delivered and loaded as it is. */
export async function deliver(clerk: Person, name: string, text: string): Promise<void> {
  const headers = { "X-Dixian": "1" };
  const upload = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  const sent = await clerk.page.request.post("/api/batches", { headers, multipart: { files: upload } });
  expect(sent.status(), await sent.text()).toBeLessThan(300);
  const [batch] = ((await sent.json()) as { batches: { id: number; version: number }[] }).batches;
  const began = await clerk.page.request.post(`/api/batches/${batch?.id}/load`, {
    headers,
    data: { version: batch?.version },
  });
  const { job } = (await began.json()) as { job: Job };
  await expect.poll(async () => (await read<Job>(clerk, `/api/jobs/${job.id}`)).state).toBe("done");
}
