import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { packed } from "./build/packed.ts";
import { adoptedStyles, tokens } from "./build/tokens.ts";

const path = (p: string) => fileURLToPath(new URL(p, import.meta.url));

export default defineConfig({
  plugins: [tokens(), adoptedStyles(path("./src/theme/adopted.ts")), react(), packed()],
  resolve: { alias: { "@": path("./src") } },
  build: {
    target: ["chrome99", "safari16.4", "firefox101"],
    emptyOutDir: false,
    manifest: true,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { "/api": process.env.DIXIAN_API ?? "http://127.0.0.1:8080" } },
  test: { include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.ts"] },
});
