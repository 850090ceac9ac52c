import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import type { Plugin } from "vite";

/** A filled rectangle of the icon, in the units of its view box. */
interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Radius of the corners. */
  rx: number;
  /** Red, green, blue. */
  fill: [number, number, number];
}

/** What the drawing says; anything but filled rectangles is refused, because it would not be painted. */
export function rectsOf(svg: string): { side: number; rects: Rect[] } {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  if (!side) throw new Error("the icon's view box is not a square that begins at 0 0");
  const inner = svg.replace(/<\/?svg[^>]*>/g, "");
  const other = inner.replace(/<rect [^>]*\/>/g, "").trim();
  if (other) throw new Error(`the icon may hold filled rectangles only, and has ${other}`);
  const rects = [...inner.matchAll(/<rect ([^>]*)\/>/g)].map(([, says = ""]) => {
    const at = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(says)?.[1];
    const fill = /^#(..)(..)(..)$/.exec(at("fill") ?? "");
    if (!fill) throw new Error(`a rectangle of the icon has no fill as #RRGGBB: ${says}`);
    const [r, g, b] = fill.slice(1).map((hex) => Number.parseInt(hex, 16)) as [number, number, number];
    const n = (name: string) => Number(at(name) ?? 0);
    return { x: n("x"), y: n("y"), width: n("width"), height: n("height"), rx: n("rx"), fill: [r, g, b] };
  });
  return { side, rects: rects as Rect[] };
}

/** Whether a point lies in a rectangle with round corners. */
function inside(r: Rect, x: number, y: number): boolean {
  if (x < r.x || y < r.y || x >= r.x + r.width || y >= r.y + r.height) return false;
  const dx = Math.max(r.x + r.rx - x, x - (r.x + r.width - r.rx), 0);
  const dy = Math.max(r.y + r.rx - y, y - (r.y + r.height - r.rx), 0);
  return dx * dx + dy * dy <= r.rx * r.rx || dx === 0 || dy === 0;
}

/** How many samples a pixel has, each way: its edges are as smooth as that. */
const samples = 4;

/** The drawing as pixels, four bytes each, row by row. */
export function paint(svg: string, pixels: number): Uint8Array {
  const { side, rects } = rectsOf(svg);
  const out = new Uint8Array(pixels * pixels * 4);
  const step = side / pixels / samples;
  for (let at = 0; at < pixels * pixels; at++) {
    const sum: [number, number, number] = [0, 0, 0];
    let covered = 0;
    for (let s = 0; s < samples * samples; s++) {
      const x = ((at % pixels) * samples + (s % samples) + 0.5) * step;
      const y = (Math.floor(at / pixels) * samples + Math.floor(s / samples) + 0.5) * step;
      const top = rects.findLast((r) => inside(r, x, y));
      if (!top) continue;
      covered++;
      for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (top.fill[c] ?? 0);
    }
    if (covered === 0) continue;
    out.set([...sum.map((c) => Math.round(c / covered)), Math.round((255 * covered) / samples ** 2)], at * 4);
  }
  return out;
}

/** The check sum of a PNG's chunk. */
function crc(bytes: Uint8Array): number {
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let bit = 0; bit < 8; bit++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
  }
  return ~c >>> 0;
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), 8 + data.length);
  return out;
}

/** A square picture of four bytes a pixel as a PNG file. */
export function png(pixels: Uint8Array, side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 6], 8); // eight bits a channel, with transparency
  const rows = Buffer.alloc(side * (side * 4 + 1));
  for (let y = 0; y < side; y++)
    rows.set(pixels.subarray(y * side * 4, (y + 1) * side * 4), y * (side * 4 + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** The sides at which a phone asks for the icon of an installed page, in pixels. */
export const iconSides = [192, 512];

/** Paints the drawing as icon-192.png and icon-512.png: phones install no page by a drawing alone. */
export function icons(drawing: string): Plugin {
  return {
    name: "dixian-icons",
    apply: "build",
    generateBundle() {
      const svg = readFileSync(drawing, "utf8");
      for (const side of iconSides)
        this.emitFile({ type: "asset", fileName: `icon-${side}.png`, source: png(paint(svg, side), side) });
    },
  };
}
