import { type ThemeConfig, theme } from "antd";
import { dark, light } from "./tokens";

interface Wanted {
  mode: "light" | "dark";
  /** Large type. */
  large: boolean;
  /** A phone: text of 18 px, and room for a thumb. */
  narrow: boolean;
  /** Nothing moves. */
  still: boolean;
}

/** Ant Design dressed in the tokens of the face, in the sizes that a person wants. */
export function antdTheme({ mode, large, narrow, still }: Wanted): ThemeConfig {
  const c = mode === "dark" ? dark : light;
  const k = large ? 1.25 : 1;
  const px = (n: number) => Math.round(n * k);
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.indigoFill,
      colorLink: c.indigo,
      colorInfo: c.indigo,
      colorError: c.vermilion,
      colorWarning: c.amber,
      colorSuccess: c.green,
      colorText: c.ink,
      colorTextHeading: c.ink,
      colorTextSecondary: c.second,
      colorTextTertiary: c.note,
      colorTextPlaceholder: c.note,
      colorTextDescription: c.note,
      colorBorder: c.lineStrong,
      colorBorderSecondary: c.line,
      colorBgContainer: c.card,
      colorBgElevated: c.card,
      colorBgLayout: c.page,
      controlItemBgActive: c.indigoTint,
      controlItemBgActiveHover: c.indigoTint,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: px(narrow ? 44 : 32),
      controlHeightSM: px(narrow ? 44 : 28),
      fontSize: px(narrow ? 18 : 14),
      fontSizeSM: px(narrow ? 16 : 12),
      fontFamily: "var(--font)",
      motion: !still,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.15s",
      wireframe: false,
    },
    components: {
      Modal: { titleFontSize: px(narrow ? 19 : 15) },
      Select: { optionSelectedBg: c.indigoTint, optionSelectedColor: c.indigo },
      Tooltip: { colorBgSpotlight: c.bar, colorTextLightSolid: c.onBar },
    },
  };
}
