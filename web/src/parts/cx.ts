/** Class names joined, without those that do not hold. */
export const cx = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(" ");
