/**
 * The list a person came from, so that J and K on a case go to its neighbours. It
 * lives as long as the tab.
 */
const key = "dixian.trail";

interface Trail {
  ids: number[];
  total: number;
  /** The list's own address, with what it was narrowed to. */
  list: string;
}

export function rememberList(ids: number[], total: number): void {
  try {
    const list = location.pathname + location.search;
    sessionStorage.setItem(key, JSON.stringify({ ids, total, list } satisfies Trail));
  } catch {
    // Without it a case has no neighbours; nothing else changes.
  }
}

/** Where a case stands in the list; null where it was not come to from one. */
export function placeInList(
  id: number,
): { at: number; total: number; list: string; before?: number; after?: number } | null {
  try {
    const trail = JSON.parse(sessionStorage.getItem(key) ?? "null") as Trail | null;
    const at = trail?.ids.indexOf(id) ?? -1;
    if (!trail || at < 0) return null;
    const [before, after] = [trail.ids[at - 1], trail.ids[at + 1]];
    return {
      at: at + 1,
      total: trail.total,
      list: trail.list,
      ...(before && { before }),
      ...(after && { after }),
    };
  } catch {
    return null;
  }
}
