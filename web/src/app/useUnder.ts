import { useSearchParams } from "react-router";

/** The division that governs the numbers of the page; it lives in the URL. */
export function useUnder(): string {
  return useSearchParams()[0].get("under") ?? "";
}
