import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** What packing makes smaller; below this size the headers cost more than it saves. */
const worth = { kinds: /\.(js|css|html|svg|json|webmanifest|txt)$/, bytes: 600 };

/**
 * Leaves every built file beside itself as .br and .gz, packed as well as can be: the
 * server sends what the browser takes and packs nothing itself.
 */
export function packed(): Plugin {
  let folder = "";
  return {
    name: "dixian-packed",
    apply: "build",
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: {
      order: "post",
      handler: () => {
        for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
          if (!worth.kinds.test(name) || name.startsWith(".vite")) continue;
          const file = join(folder, name);
          const plain = readFileSync(file);
          if (plain.length < worth.bytes) continue;
          writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
          writeFileSync(
            `${file}.br`,
            brotliCompressSync(plain, {
              params: {
                [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
                [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
              },
            }),
          );
        }
      },
    },
  };
}
