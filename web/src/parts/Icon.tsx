import type { ReactNode } from "react";

/** Drawn icons, 16 × 16, in the colour of the text. A word always stands beside one. */
const drawings = {
  overview: <path d="M2.5 2.5h4.2v4.2H2.5zM9.3 2.5h4.2v4.2H9.3zM2.5 9.3h4.2v4.2H2.5zM9.3 9.3h4.2v4.2H9.3z" />,
  mine: <path d="M14 8a6 6 0 1 1-3-5.2M8 4.6V8l2.2 1.6" />,
  cases: <path d="M2.5 9.5 4.4 3h7.2l1.9 6.5v3.6h-11zM2.5 9.5h3.2l.9 1.5h2.8l.9-1.5h3.2" />,
  changes: (
    <path d="M2.500 5.500h10M10 2.800l2.700 2.700L10 8.200M13.500 10.500h-10M6 7.800l-2.700 2.700L6 13.200" />
  ),
  data: (
    <path d="M5 12.5H4.2A3 3 0 0 1 4 6.6a4.1 4.1 0 0 1 7.9-.6 3.2 3.2 0 0 1 .3 6.4H11M8 13.5V8M5.8 9.9 8 7.7l2.2 2.2" />
  ),
  users: (
    <path d="M6 7.5a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.8 13.3a4.3 4.3 0 0 1 8.4 0M10.8 7.3a2.1 2.1 0 1 0-.9-4M14.2 12.8a3.9 3.9 0 0 0-3-3.6" />
  ),
  audit: <path d="M3.2 1.8h7.3l2.3 2.4v10H3.2zM5.6 6h4.8M5.6 8.6h4.8M5.6 11.2h2.6" />,
  parameters: (
    <path d="M2.500 4.500h6M12 4.500h1.500M2.500 11.500h1.500M7.500 11.500h6M10.200 2.700v3.600M5.800 9.700v3.600" />
  ),
  inbox: <path d="M2 3.200h12v9.600H2zM2.300 3.700 8 8.600l5.700-4.900" />,
  down: <path d="m4 6.2 4 4 4-4" />,
  left: <path d="m10 3.5-4.5 4.5 4.5 4.5" />,
  right: <path d="m6 3.5 4.5 4.5L6 12.500" />,
  close: <path d="m3.5 3.500 9 9m0-9-9 9" />,
  out: <path d="M8 2v7.500M5 6.700l3 3 3-3M2.500 11v2.500h11V11" />,
  more: <path d="M3.500 8h.01M8 8h.01M12.500 8h.01" strokeWidth="2.4" />,
  plus: <path d="M8 3v10M3 8h10" />,
  eye: (
    <path d="M1.5 8S4 3.600 8 3.600 14.500 8 14.500 8 12 12.400 8 12.400 1.500 8 1.500 8zM8 9.900a1.900 1.900 0 1 0 0-3.800 1.900 1.900 0 0 0 0 3.800z" />
  ),
  copy: <path d="M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3" />,
  print: <path d="M4.500 6V2.200h7V6M4.500 11.500h-2.300V6h11.600v5.500h-2.300M4.500 9.500h7v4.300h-7z" />,
  search: <path d="M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.300 10.300l3.500 3.500" />,
  menu: <path d="M2.500 4h11M2.500 8h11M2.500 12h11" />,
  keys: (
    <path d="M1.500 4h13v8.500h-13zM4 6.700h.01M6.700 6.700h.01M9.400 6.700h.01M12 6.700h.01M5 9.800h6" />
  ),
  secret: (
    <path d="M5 11.500a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400zM7.700 8.800h6v2.600M11.200 8.800v2" />
  ),
  where: (
    <path d="M8 14s4.700-4.400 4.700-7.500a4.700 4.700 0 0 0-9.400 0C3.300 9.600 8 14 8 14zM8 8.200a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400z" />
  ),
  says: <path d="M2 3.200h12v7.600H7.500L4.500 13.500v-2.700H2zM5 6h6M5 8.200h4" />,
  pencil: <path d="m3 13 .8-3.200 6.700-6.700 2.400 2.400L6.200 12.200zM9 4.600 11.400 7" />,
  handOver: <path d="M2.500 8h8.500M8 4.800 11.200 8 8 11.200M13.500 3v10" />,
  bars: <path d="M2.500 13.500h11M4.500 13.500V9.500M8 13.500V4M11.500 13.500V7" />,
  sound: (
    <path d="M8 1.800 13 3.600v4.200c0 3-2.200 5-5 6.400-2.800-1.400-5-3.400-5-6.400V3.600zM5.600 7.900l1.700 1.700 3.200-3.400" />
  ),
  both: <path d="M6 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z" />,
  differs: <path d="M4.500 3v5M2 5.500h5M9 11h5M12.500 3l-9 10.500" />,
  lifted: <path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM5.400 8.100l1.900 1.900 3.400-3.700" />,
  lot: (
    <path d="M2.500 2.500h11v11h-11zM5.500 5.500h.01M10.500 5.500h.01M8 8h.01M5.500 10.500h.01M10.500 10.500h.01" />
  ),
  lock: <path d="M3.500 7h9v6.500h-9zM5.300 7V5a2.700 2.700 0 0 1 5.400 0v2" />,
  calls: <path d="M2.500 6.500v3h2L10 12.700V3.300L4.500 6.500zM12.300 6.200a2.600 2.600 0 0 1 0 3.600" />,
  box: <path d="M2.500 3h11v3h-11zM3.500 6v7h9V6M6.500 8.500h3" />,
  calendar: <path d="M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3" />,
  person: (
    <path d="M8 7.800a2.900 2.900 0 1 0 0-5.800 2.900 2.900 0 0 0 0 5.800zM2.700 14a5.400 5.400 0 0 1 10.600 0" />
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
