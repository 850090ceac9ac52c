/** The shapes that carry meaning without colour: ○ ◐ ▲ ⧗ ✓ □ ⚡ */
export type MarkName = "in_time" | "past_half" | "late" | "waiting" | "done" | "settle" | "urgent" | "todo";

const shapes = {
  in_time: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  past_half: (
    <>
      <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.600a4.400 4.400 0 0 0 0 8.800z" fill="currentColor" />
    </>
  ),
  late: (
    <>
      <path d="M6 .8 11.700 11H.3z" fill="currentColor" />
      <path d="M6 4.600v3M6 9.100v.4" stroke="var(--card)" strokeWidth="1.200" strokeLinecap="round" />
    </>
  ),
  waiting: (
    <path
      d="M2.200 1h7.600M2.200 11h7.600M3.200 1c0 3 5.600 3.500 5.600 5S8.800 8 8.800 11M8.800 1c0 3-5.600 3.500-5.600 5s0 2 0 5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.300"
      strokeLinecap="round"
    />
  ),
  done: (
    <>
      <circle cx="6" cy="6" r="5.400" fill="currentColor" />
      <path d="m3.500 6.200 1.800 1.800 3.300-3.700" fill="none" stroke="var(--card)" strokeWidth="1.400" />
    </>
  ),
  settle: (
    <rect
      x="1.700"
      y="1.700"
      width="8.600"
      height="8.600"
      rx="1.600"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.700"
    />
  ),
  urgent: <path d="M6.900.4 1.800 7h3.500L4.600 11.600 10.200 4.700H6.500z" fill="currentColor" />,
  todo: <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.100" />,
};

export function Mark({ name, size = 12 }: { name: MarkName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
