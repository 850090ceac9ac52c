import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests in a real browser against the real binary; `npm run screens` makes pictures instead. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: process.env.DIXIAN_SCREENS
      ? ["screens.ts"]
      : process.env.DIXIAN_LISTS
        ? ["lists.ts"]
        : ["*.test.ts"],
    // Each file has a server and a browser of its own; two of them are what two cores carry.
    maxWorkers: 2,
    // A busy machine is slow, not wrong: what never comes is waited for long, what comes is not.
    testTimeout: process.env.DIXIAN_SCREENS ? 30 * 60_000 : 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000, interval: 50 } },
  },
});
