// Two Vite plugins of the house.

import type { Plugin } from "vite";
import { tokenSheet } from "../src/theme/tokens.ts";

const name = "virtual:tokens.css";

/** Serves the colour tokens of src/theme/tokens.ts as a style sheet, so that CSS and TypeScript have one source. */
export function tokens(): Plugin {
  return {
    name: "dixian-tokens",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? tokenSheet() : null),
  };
}

/**
 * Ant Design writes its styles into <style> elements, which the server's content
 * security policy forbids. This puts our own writer in place of theirs: it adopts
 * constructed style sheets, which the policy allows.
 */
export function adoptedStyles(file: string): Plugin {
  return {
    name: "dixian-adopted-styles",
    enforce: "pre",
    resolveId: (id, importer) =>
      /(^|\/)Dom\/dynamicCSS(\.js)?$/.test(id) && importer?.includes("node_modules") ? file : null,
  };
}
