import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import type { components } from "../src/api/schema";
import { read } from "./api.ts";
import type { Person } from "./browser.ts";
import type { Setting } from "./setting.ts";

type Schemas = components["schemas"];

/** What a demo county does not have by itself, made for the pages that show it. */
export interface Furnished {
  /** A file of a department with rows in quarantine. */
  batch: number;
  /** A change of the registry that waits for its approval. */
  change: number;
  /** A parameter's value that waits for its approval. */
  setting: number;
  /** A month that waits for somebody to agree to its lock. */
  period: number;
  /** A sample drawn for an evaluator. */
  sample: number;
  /** The address of a village's page for families. */
  declare: string;
  /** The number of a receipt. */
  receipt: string;
}

export const household = "52263100121000017";
const village = "522631001210";
const signed = { "X-Dixian": "1" };

async function post<T>({ page }: Person, path: string, data?: object): Promise<T> {
  const answer = await page.request.post(path, { headers: signed, ...(data && { data }) });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBeLessThan(300);
  return (await answer.json()) as T;
}

/** Settlements as they were delivered, with three rows that nobody can read. */
async function badBatch(clerk: Person, files: string): Promise<number> {
  const name = "medical_settlement.csv";
  const lines = readFileSync(join(files, "extracts", name), "utf8")
    .trimEnd()
    .split("\n");
  const cells = (lines[1] ?? "").split(",");
  const bad = cells.map((_, i) => cells.map((c, j) => (i === j ? "l0.O" : c)).join(",")).slice(-3);
  const answer = await clerk.page.request.post("/api/batches", {
    headers: signed,
    multipart: {
      files: { name, mimeType: "text/csv", buffer: Buffer.from([...lines, ...bad, ""].join("\n")) },
    },
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  const staged = ((await answer.json()) as Schemas["BatchList"]).batches[0];
  if (!staged) throw new Error("the file was taken and is no batch");
  const { job } = await post<{ job: Schemas["Job"] }>(clerk, `/api/batches/${staged.id}/load`, {
    version: staged.version,
  });
  const state = async () => (await read<Schemas["Job"]>(clerk, `/api/jobs/${job.id}`)).state;
  await vi.waitUntil(async () => (await state()) === "done", { timeout: 60_000 });
  return staged.id;
}

/** Five households of the county, drawn by its city. */
async function sampleOf(s: Setting): Promise<number> {
  const city = await s.as(s.who("city"));
  const [evaluator] = (await read<Schemas["SampleList"]>(city, "/api/samples")).evaluators;
  const drawn = await post<Schemas["Sample"]>(city, "/api/samples", {
    division: evaluator?.division,
    evaluator: evaluator?.login,
    size: 5,
    seed: 7,
    from: "2025-03-03",
    to: "2025-04-30",
  });
  return drawn.id;
}

const made = new WeakMap<Setting, Promise<Furnished>>();

/** Once for the county of a file's tests. */
export function furnish(s: Setting): Promise<Furnished> {
  const already = made.get(s) ?? make(s);
  made.set(s, already);
  return already;
}

async function make(s: Setting): Promise<Furnished> {
  const clerk = await s.as(s.who("county_clerk"));
  const cadre = await s.as(s.who("village_cadre", "黎平所村村民委员会"));
  const { version } = await read<Schemas["Household"]>(cadre, `/api/households/${household}`);
  const change = await post<Schemas["Change"]>(cadre, `/api/households/${household}/changes`, {
    kind: "correct",
    version,
    reason: "搬到新屋",
    fields: [{ field: "address", value: "寨头8号" }],
  });
  const setting = await post<Schemas["Setting"]>(clerk, "/api/settings", {
    parameter: "triage_days",
    division: "522631000000",
    value: "4",
    from: "2025-03-03",
    number: "黎防返〔2025〕3号",
    reason: "按文件定",
  });
  const period = await post<Schemas["Period"]>(clerk, "/api/periods", {
    division: "522631000000",
    kind: "month",
    from: "2025-03-01",
    day: "2025-03-31",
  });
  const declared = await post<Schemas["Declaration"]>(cadre, "/api/declarations", {
    village,
    way: "电话",
    self: true,
    name: "石阿公",
    troubles: ["喝水有困难"],
    words: "山上的水管断了半个月，天天下河挑水",
    consent: true,
  });
  const code = await post<Schemas["VillageCode"]>(clerk, `/api/divisions/${village}/declare-code`);
  return {
    batch: await badBatch(clerk, s.house.files),
    change: change.id,
    setting: setting.id,
    period: period.id,
    sample: await sampleOf(s),
    declare: new URL(code.url).pathname,
    receipt: declared.receipt ?? "",
  };
}
