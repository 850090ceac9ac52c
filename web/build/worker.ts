import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** A built chunk, as far as the worker's list needs it. */
export interface Built {
  fileName: string;
  isEntry: boolean;
  facade: string;
  imports: string[];
  css: string[];
}

/** The files that the pages need: their chunks, all that these import, and their style sheets. */
export function filesOf(chunks: readonly Built[], pages: readonly string[]): string[] {
  const byName = new Map(chunks.map((c) => [c.fileName, c]));
  const found = new Set<string>();
  const walk = (name: string) => {
    const chunk = byName.get(name);
    if (!chunk || found.has(name)) return;
    found.add(name);
    for (const sheet of chunk.css) found.add(sheet);
    for (const next of chunk.imports) walk(next);
  };
  const missing = pages.filter((page) => !chunks.some((c) => c.facade.endsWith(page)));
  if (missing.length > 0)
    throw new Error(`the phone's worker knows pages that are not built: ${missing.join(", ")}`);
  for (const c of chunks) if (c.isEntry || pages.some((page) => c.facade.endsWith(page))) walk(c.fileName);
  return [...found].sort();
}

/** What the phone keeps beside the built chunks: its first page and what it is installed by. */
const besides = ["index.html", "icon.svg", "icon-192.png", "app.webmanifest"];

/**
 * A name for what the files hold: a file that changes under the same name gives
 * another, so that the phone fetches all of them again.
 */
export function versionOf(contents: ReadonlyMap<string, string | Uint8Array>): string {
  const sum = createHash("sha256");
  for (const name of [...contents.keys()].sort()) {
    const content = createHash("sha256").update(contents.get(name) ?? "");
    sum.update(`${name} ${content.digest("hex")}\n`);
  }
  return sum.digest("hex").slice(0, 12);
}

/**
 * The service worker: it keeps the phone's pages, answers for them without a
 * network, and leaves the API and every other page to the network. What it keeps
 * it asks of the server, not of the browser's own cache, which may be older.
 */
export function worker(files: readonly string[], version: string): string {
  return `const name = "dixian-${version}";
const files = ${JSON.stringify(files.map((f) => (f === "index.html" ? "/" : `/${f}`)))};
addEventListener("install", (e) =>
  e.waitUntil(
    caches
      .open(name)
      .then((c) => c.addAll(files.map((f) => new Request(f, { cache: "reload" }))))
      .then(() => skipWaiting()),
  ),
);
addEventListener("activate", (e) =>
  e.waitUntil(
    caches
      .keys()
      .then((all) => Promise.all(all.filter((k) => k.startsWith("dixian-") && k !== name).map((k) => caches.delete(k))))
      .then(() => clients.claim()),
  ),
);
const held = (path) => caches.match(path, { cacheName: name });
addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (e.request.mode === "navigate") e.respondWith(fetch(e.request).catch(() => held("/")));
  else if (files.includes(url.pathname)) e.respondWith(held(url.pathname).then((h) => h ?? fetch(e.request)));
});
`;
}

/** Writes /sw.js for pages, by the ends of their modules' paths. */
export function phoneWorker(pages: readonly string[]): Plugin {
  let publicFolder = "";
  return {
    name: "dixian-phone-worker",
    apply: "build",
    configResolved: (config) => {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const chunks = Object.values(bundle)
          .filter((c) => c.type === "chunk")
          .map((c) => ({
            fileName: c.fileName,
            isEntry: c.isEntry,
            facade: c.facadeModuleId ?? "",
            imports: c.imports,
            css: [...(c.viteMetadata?.importedCss ?? [])],
          }));
        const files = [...besides, ...filesOf(chunks, pages)];
        const content = (name: string) => {
          const built = bundle[name];
          if (!built) return readFileSync(join(publicFolder, name));
          return built.type === "chunk" ? built.code : built.source;
        };
        const version = versionOf(new Map(files.map((name) => [name, content(name)])));
        this.emitFile({ type: "asset", fileName: "sw.js", source: worker(files, version) });
      },
    },
  };
}
