import { describe, expect, it } from "vitest";
import { shade, wordOn } from "../pages/overview/map/shades.ts";
import { dark, light, type Palette, tokenSheet, variable } from "./tokens.ts";

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

type Pair = [keyof Palette, keyof Palette, number];

// WCAG 2.1 AA: 4.5 for text, 3 for what is drawn and must be told apart.
const pairs: Pair[] = [
  ...(["ink", "second", "note"] as const).flatMap((text) =>
    (["card", "page", "sunk"] as const).map((ground): Pair => [text, ground, 4.5]),
  ),
  ["ink", "indigoTint", 4.5],
  ["second", "indigoTint", 4.5],
  ["second", "amberTint", 4.5],
  ["second", "tag", 4.5],
  ["indigo", "card", 4.5],
  ["indigo", "page", 4.5],
  ["indigo", "sunk", 4.5],
  ["indigo", "indigoTint", 4.5],
  ["onFill", "indigoFill", 4.5],
  ...(["amber", "vermilion", "green", "violet"] as const).flatMap((c): Pair[] => [
    [c, "card", 4.5],
    [c, "page", 4.5],
    [c, `${c}Tint`, 4.5],
  ]),
  ["vermilion", "sunk", 4.5],
  ["amber", "sunk", 4.5],
  ["onBar", "bar", 4.5],
  ["onBar", "barKey", 4.5],
  ["edge", "card", 3],
  ["edge", "page", 3],
  ["card", "vermilionBar", 4.5],
  ["amberBar", "card", 3],
  ["vermilionBar", "card", 3],
  ["income", "card", 3],
  ["spending", "card", 3],
  ["balance", "card", 3],
  ["quantity", "card", 3],
];

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("the %s mode", (_, palette) => {
  it.each(pairs)("%s on %s can be read", (front, ground, least) => {
    expect(contrast(palette[front], palette[ground])).toBeGreaterThanOrEqual(least);
  });
});

describe.each([
  ["light", light],
  ["dark", dark],
] as const)("a map in the %s mode", (mode, palette) => {
  const classes = (["late", "rate"] as const).flatMap((ramp) =>
    Array.from({ length: 6 }, (_, i) => [ramp, i] as const),
  );
  it.each(classes)("%s: words on class %i can be read", (ramp, i) => {
    const fill = shade(palette, ramp, i);
    expect(contrast(wordOn(mode, i), fill)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(["late", "rate"] as const)("%s: a higher class stands out more from the card", (ramp) => {
    const out = Array.from({ length: 6 }, (_, i) => contrast(shade(palette, ramp, i), palette.card));
    expect(out).toEqual([...out].sort((a, b) => a - b));
  });
  it("says in words what is unknown", () => {
    expect(contrast(palette.second, palette.page)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("the token sheet", () => {
  it("writes every token of both modes", () => {
    const sheet = tokenSheet();
    for (const [name, value] of [...Object.entries(light), ...Object.entries(dark)]) {
      expect(sheet).toContain(`${variable(name)}: ${value};`);
    }
  });
});
