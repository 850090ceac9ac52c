import { usePlan } from "@/i18n/plan";
import { numberOf, shortYuan } from "@/parts/format";

/** A rule's sentence, amounts of money with comma groups. */
export function useSays(): (text: string) => string {
  const p = usePlan();
  return (text) =>
    p(text).replace(/\d{4,}(?:\.\d+)?(?= ?元| yuan)|\d+\.00(?= ?元| yuan)/g, (digits) => {
      const n = numberOf(digits);
      return n === null ? digits : shortYuan(n);
    });
}
