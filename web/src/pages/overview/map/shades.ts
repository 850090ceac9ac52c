import { dark, light, type Palette } from "@/theme/tokens";

/** The colour of a class, from 0, of a ramp. */
export const shade = (c: Palette, ramp: "late" | "rate", i: number) => c[`${ramp}${i}` as keyof Palette];

/** The colour of words on a class: dark on the light ones, which are the first in light and the last in dark. */
export function wordOn(mode: "light" | "dark", i: number): string {
  const c = mode === "dark" ? dark : light;
  const isLight = mode === "dark" ? i >= 3 : i <= 3;
  return isLight ? c.onLight : c.onDark;
}
