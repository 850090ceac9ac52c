/**
 * The colours of the face, light and dark, with what each is for. Every pair that
 * is used as text on ground is checked for contrast in tokens.test.ts.
 */

/** The colours of one mode. */
export interface Palette {
  ink: string;
  second: string;
  note: string;
  page: string;
  card: string;
  sunk: string;
  line: string;
  lineStrong: string;
  /** Edge of a control. */
  edge: string;
  /** Action, link, selected. */
  indigo: string;
  indigoTint: string;
  /** Ground of the main button, and what stands on it. */
  indigoFill: string;
  onFill: string;
  /** Past half, to be settled. */
  amber: string;
  amberTint: string;
  amberBar: string;
  /** Late, refused. */
  vermilion: string;
  vermilionTint: string;
  vermilionBar: string;
  /** Settled; never "good". */
  green: string;
  greenTint: string;
  /** An example parameter, not verified; nothing else. */
  violet: string;
  violetTint: string;
  /** Elapsed time of what is in order, and of what cannot be hurried. */
  calmBar: string;
  waitBar: string;
  track: string;
  tag: string;
  income: string;
  spending: string;
  balance: string;
  quantity: string;
  rest: string;
  /** Six fixed classes of a map, least first: of what is late, of everything else. The fifth of late is darker than the spending it resembles, so that white words on it can be read. */
  late0: string;
  late1: string;
  late2: string;
  late3: string;
  late4: string;
  late5: string;
  rate0: string;
  rate1: string;
  rate2: string;
  rate3: string;
  rate4: string;
  rate5: string;
  /** Words on a map's classes: on the lighter and on the darker ones. */
  onLight: string;
  onDark: string;
  /** The floating bar of bulk acts. */
  bar: string;
  onBar: string;
  barKey: string;
}

export const light: Palette = {
  ink: "#17212E",
  second: "#465264",
  note: "#5F6B7D",
  page: "#F4F6F9",
  card: "#FFFFFF",
  sunk: "#F8FAFC",
  line: "#E4E8EE",
  lineStrong: "#CDD4DE",
  edge: "#7F8B9C",
  indigo: "#1F4E8C",
  indigoTint: "#EAF1F9",
  indigoFill: "#1F4E8C",
  onFill: "#FFFFFF",
  amber: "#855000",
  amberTint: "#FFF3DC",
  amberBar: "#C27C0E",
  vermilion: "#B3261E",
  vermilionTint: "#FDECEA",
  vermilionBar: "#C9352B",
  green: "#1C6B45",
  greenTint: "#E7F4ED",
  violet: "#5F4694",
  violetTint: "#F3EFFA",
  calmBar: "#7F8B9C",
  waitBar: "#6E9BD6",
  track: "#E4E8EE",
  tag: "#EBEFF4",
  income: "#2F6DB5",
  spending: "#B8722A",
  balance: "#3C4858",
  quantity: "#38709F",
  rest: "#AEB8C4",
  late0: "#FBF3E6",
  late1: "#F3DDB8",
  late2: "#E7BF85",
  late3: "#D59B4E",
  late4: "#A6621F",
  late5: "#8A4F14",
  rate0: "#E9F0F8",
  rate1: "#C8DBED",
  rate2: "#9CBFDF",
  rate3: "#6496C7",
  rate4: "#38709F",
  rate5: "#1A4775",
  onLight: "#17212E",
  onDark: "#FFFFFF",
  bar: "#17212E",
  onBar: "#FFFFFF",
  barKey: "#2C3848",
};

export const dark: Palette = {
  ink: "#E9EEF5",
  second: "#BAC4D1",
  note: "#99A5B5",
  page: "#0E141C",
  card: "#171F2A",
  sunk: "#131A24",
  line: "#293341",
  lineStrong: "#3B4758",
  edge: "#77859A",
  indigo: "#93BBEE",
  indigoTint: "#1D2D45",
  indigoFill: "#35689F",
  onFill: "#FFFFFF",
  amber: "#EDB458",
  amberTint: "#33270F",
  amberBar: "#CF8E25",
  vermilion: "#FF9187",
  vermilionTint: "#3C1C19",
  vermilionBar: "#E3564B",
  green: "#74CB9E",
  greenTint: "#153023",
  violet: "#C0A9F2",
  violetTint: "#2A2242",
  calmBar: "#77859A",
  waitBar: "#5486C4",
  track: "#2C3745",
  tag: "#263241",
  income: "#6BA4E8",
  spending: "#D8975A",
  balance: "#A9B5C5",
  quantity: "#6BA6D6",
  rest: "#5D6A7B",
  late0: "#2B2419",
  late1: "#443419",
  late2: "#64491E",
  late3: "#B7823C",
  late4: "#D59B4E",
  late5: "#F3D29B",
  rate0: "#1B2938",
  rate1: "#223B55",
  rate2: "#2C5278",
  rate3: "#5F95C4",
  rate4: "#8DB8DE",
  rate5: "#CFE2F3",
  onLight: "#17212E",
  onDark: "#F4F7FB",
  bar: "#E9EEF5",
  onBar: "#17212E",
  barKey: "#CBD4E0",
};

/** The name of a token as a CSS variable: indigoTint is --indigo-tint. */
export const variable = (name: string) => `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

const declarations = (p: Palette) =>
  Object.entries(p)
    .map(([name, value]) => `  ${variable(name)}: ${value};`)
    .join("\n");

/** The style sheet with both modes; printed pages are always light. */
export function tokenSheet(): string {
  return `:root {\n  color-scheme: light;\n${declarations(light)}\n}
@media not print {\n:root[data-mode="dark"] {\n  color-scheme: dark;\n${declarations(dark)}\n}\n}\n`;
}
