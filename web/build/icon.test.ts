import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { iconSides, paint, rectsOf } from "./icon.ts";

const root = resolve(import.meta.dirname, "..");
const svg = readFileSync(resolve(root, "public/icon.svg"), "utf8");

describe("the icon's drawing", () => {
  it.each([
    ["a path, which nobody would paint", '<svg viewBox="0 0 32 32"><path d="M0 0"/></svg>', "path"],
    ["a rectangle without a colour", '<svg viewBox="0 0 32 32"><rect width="3"/></svg>', "fill"],
    ["a view box that is not square", '<svg viewBox="0 0 32 16"></svg>', "square"],
  ])("is refused with %s", (_, drawing, says) => {
    expect(() => rectsOf(drawing)).toThrow(says);
  });
  it("is painted: round corners, indigo ground, white bars, smooth edges", () => {
    const pixels = paint(svg, 64);
    const at = (x: number, y: number) => [...pixels.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)];
    expect(at(0, 0)[3]).toBe(0);
    expect(at(32, 4)).toEqual([0x1f, 0x4e, 0x8c, 255]);
    expect(at(19, 30)).toEqual([255, 255, 255, 255]);
    expect([...pixels].some((value, i) => i % 4 === 3 && value > 0 && value < 255)).toBe(true);
  });
});

describe("the built icons", () => {
  const manifest = JSON.parse(readFileSync(resolve(root, "dist/app.webmanifest"), "utf8")) as {
    icons: { src: string; sizes: string; type: string }[];
  };
  it.each(iconSides)("%i pixels: named by the manifest, and a whole picture", (side) => {
    const named = manifest.icons.find((i) => i.sizes === `${side}x${side}`);
    expect(named?.type).toBe("image/png");
    const file = readFileSync(resolve(root, `dist${named?.src}`));
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([side, side]);
    const data = file.subarray(41, 41 + file.readUInt32BE(33));
    expect(inflateSync(data).length).toBe(side * (side * 4 + 1));
  });
});
