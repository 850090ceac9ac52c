import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** A demo county that is being served, and who may sign in. */
export interface House {
  base: string;
  password: string;
  people: { login: string; place: string }[];
  /** Where the demo left the files of its last screening. */
  files: string;
  close: () => Promise<void>;
}

const root = resolve(import.meta.dirname, "../..");

/** The day on which every demo county of the tests begins: the same families and numbers at any time of year. */
const begins = "2025-03-03";

/** The product under test; DIXIAN names another than the one that make build leaves. */
export function binary(): string {
  const path = process.env.DIXIAN ?? join(root, "bin/dixian");
  if (!existsSync(path)) throw new Error(`${path} is not there; run make web build first`);
  return path;
}

/** Starts the binary on a demo county of its own, on a free port. */
export async function serve(...more: string[]): Promise<House> {
  const data = mkdtempSync(join(tmpdir(), "dixian-e2e-"));
  const { told, base, stop } = await serveFolder(data, "--demo", "--demo-day", begins, ...more);
  const people = [...told.matchAll(/^ {4}(\w+) +\S+　(\S+)$/gm)].map((m) => ({
    login: m[1] ?? "",
    place: m[2] ?? "",
  }));
  const password = /password is (\S+)/.exec(told)?.[1] ?? "";
  const close = async () => {
    await stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { base, password, people, files: join(data, "demo-files"), close };
}

/** Starts the binary over a folder, on a free port if none is named. */
export async function serveFolder(data: string, ...more: string[]) {
  const plan = join(root, "plans/guizhou");
  const listen = more.includes("--listen") ? [] : ["--listen", "127.0.0.1:0"];
  const child = spawn(binary(), ["serve", ...more, "--data", data, "--plan", plan, ...listen], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told = await untilServing(child);
  const base = /serves on (http:\/\/[\d.:]+)/.exec(told)?.[1] ?? "";
  const stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await gone;
  };
  return { told, base, stop };
}

function untilServing(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let told = "";
    let wrong = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      told += chunk;
      if (told.includes("serves on")) done(told);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      wrong = (wrong + chunk).slice(-2000);
    });
    child.once("exit", (code) =>
      fail(new Error(`the server ended with ${code} before it served:\n${told}\n${wrong}`)),
    );
  });
}

/** The login of a role whose place contains, or is, a place. */
export function loginOf(house: House, role: string, place = ""): string {
  const found = house.people.find(
    (p) => p.login.replace(/_\d+$/, "") === role && (place === "" || p.place.endsWith(place)),
  );
  if (!found) throw new Error(`nobody in the demo is ${role} in ${place || "any place"}`);
  return found.login;
}
