import { type ThemeConfig, theme } from "antd";
import { dark, light } from "./tokens";

/** Ant Design dressed in the tokens of the face; sizes grow with the large type, and nothing moves where a person wants it still. */
export function antdTheme(mode: "light" | "dark", large: boolean, still: boolean): ThemeConfig {
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
      controlHeight: px(32),
      controlHeightSM: px(28),
      fontSize: px(14),
      fontSizeSM: px(12),
      fontFamily: "var(--font)",
      motion: !still,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.15s",
      wireframe: false,
    },
    components: {
      Modal: { titleFontSize: px(15) },
      Select: { optionSelectedBg: c.indigoTint, optionSelectedColor: c.indigo },
      Tooltip: { colorBgSpotlight: c.bar, colorTextLightSolid: c.onBar },
    },
  };
}
