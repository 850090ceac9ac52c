/**
 * Styles that are made while the page runs, written into adopted style sheets
 * instead of <style> elements: the content security policy of the server lets
 * nothing else through. The functions are those of Ant Design's own writer, which
 * this file stands in for (see build/tokens.ts).
 */

interface Options {
  prepend?: boolean | "queue";
  priority?: number;
  mark?: string;
}

interface Entry {
  sheet: CSSStyleSheet;
  css: string;
  /** Where it stands among the others: the first of a page have the least. */
  order: number;
  /** What callers write their marks on; it is never put into the page. */
  node: HTMLStyleElement;
}

const entries = new Map<string, Entry>();

function adopt(): void {
  const sheets = [...entries.values()].sort((a, b) => a.order - b.order).map((e) => e.sheet);
  const others = document.adoptedStyleSheets.filter((s) => !known.has(s));
  document.adoptedStyleSheets = [...others, ...sheets];
}

const known = new WeakSet<CSSStyleSheet>();

function order({ prepend, priority = 0 }: Options): number {
  if (prepend === "queue") return priority - 1e6;
  return prepend ? -1e9 : 0;
}

/** Writes the styles kept under a key. */
export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const held = entries.get(key);
  if (held) {
    if (held.css !== css) held.sheet.replaceSync(css);
    held.css = css;
    return held.node;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  known.add(sheet);
  const entry = { sheet, css, order: order(options), node: document.createElement("style") };
  entries.set(key, entry);
  adopt();
  return entry.node;
}

/** Takes the styles of a key away. */
export function removeCSS(key: string): void {
  if (entries.delete(key)) adopt();
}

let anonymous = 0;

/** Writes styles that nobody will change again. */
export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  return updateCSS(css, `anonymous-${anonymous++}`, options);
}

/** There is no container to forget. */
export function clearContainerCache(): void {}
