import type { Palette } from "@/theme/tokens";

/** How a chart's hint looks. */
export const hint = (c: Palette) => ({
  renderMode: "richText" as const,
  backgroundColor: c.bar,
  borderWidth: 0,
  padding: [6, 10],
  textStyle: { color: c.onBar, fontSize: 12 },
});

/** The pages' type, for a canvas, which knows no variables. */
export const chartFont = () => getComputedStyle(document.body).fontFamily;
