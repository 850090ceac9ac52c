import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { icons } from "./build/icon.ts";
import { packed } from "./build/packed.ts";
import { adoptedStyles, tokens } from "./build/tokens.ts";
import { phoneWorker } from "./build/worker.ts";

const path = (p: string) => fileURLToPath(new URL(p, import.meta.url));

/** What must open without a network. */
const phonePages = [
  "src/phone/PhoneGate.tsx",
  "src/pages/day/DayPage.tsx",
  "src/pages/visit/VisitPage.tsx",
  "src/i18n/en/index.ts",
  "src/i18n/plan.en.ts",
];

export default defineConfig({
  plugins: [
    tokens(),
    adoptedStyles(path("./src/theme/adopted.ts")),
    react(),
    icons(path("./public/icon.svg")),
    phoneWorker(phonePages),
    packed(),
  ],
  // Pages ask for their words by the name of a package that ours stands in for; see its comment.
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
