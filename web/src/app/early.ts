import type { QueryClient } from "@tanstack/react-query";
import { casesQuery } from "@/api/cases";
import { meQuery } from "@/api/session";
import { asked, filterOf, isNobodys } from "@/pages/work/useFilter";

/**
 * Asks for the first rows of the work list as soon as it is known who asks, while the
 * page's scripts are still read and its frame is drawn. What is refused here is
 * refused again where the page asks, and told there.
 */
export async function askForList(queries: QueryClient): Promise<void> {
  const me = await queries.fetchQuery(meQuery).catch(() => null);
  if (!me) return;
  const filter = filterOf(new URLSearchParams(location.search), me);
  if (!isNobodys(filter, me)) await queries.prefetchInfiniteQuery(casesQuery(asked(filter, me)));
}
