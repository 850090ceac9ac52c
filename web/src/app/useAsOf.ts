import { useSearchParams } from "react-router";

/** The locked day at whose end the page's numbers stood so; empty: now. It lives in the URL. */
export function useAsOf(): string {
  return useSearchParams()[0].get("as_of") ?? "";
}
