import { describe, expect, it } from "vitest";
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

describe("the token sheet", () => {
  it("writes every token of both modes", () => {
    const sheet = tokenSheet();
    for (const [name, value] of [...Object.entries(light), ...Object.entries(dark)]) {
      expect(sheet).toContain(`${variable(name)}: ${value};`);
    }
  });
});
