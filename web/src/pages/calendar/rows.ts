import type { Due } from "@/api/deliveries";

/** A table's months, oldest first. */
export interface TableRow {
  table: string;
  label: string;
  months: Due[];
}

/** A department's tables in a county. */
export interface OwnerRows {
  owner: string;
  county: string;
  countyName: string;
  tables: TableRow[];
}

/** Puts what is due together by county and department; the worst of the last month first, else as the package has them. */
export function rowsOf(due: Due[]): OwnerRows[] {
  const owners = new Map<string, OwnerRows>();
  for (const d of due) {
    const key = `${d.county} ${d.owner}`;
    const o = owners.get(key) ?? { owner: d.owner, county: d.county, countyName: d.county_name, tables: [] };
    owners.set(key, o);
    const row = o.tables.find((t) => t.table === d.table);
    if (row) row.months.push(d);
    else o.tables.push({ table: d.table, label: d.label, months: [d] });
  }
  return [...owners.values()].sort((a, b) => a.county.localeCompare(b.county) || worst(b) - worst(a));
}

const last = (t: TableRow) => t.months[t.months.length - 1];
const weight = { overdue: 3, soon: 2, delivered: 0, later: 0, before: 0 } as const;

function worst(o: OwnerRows): number {
  return Math.max(...o.tables.map((t) => weight[last(t)?.state ?? "later"]));
}

/** What a letter to the department would be about in the last month; null: nothing is open. */
export function letterOf(o: OwnerRows): "errors" | "reminder" | null {
  const now = o.tables.map(last);
  if (now.some((d) => (d?.waiting ?? 0) > 0)) return "errors";
  return now.some((d) => d?.state === "overdue" || d?.state === "soon") ? "reminder" : null;
}

/** The month so many later, as 2025-06. */
export function monthAfter(month: string, n: number): string {
  const [y = 0, m = 1] = month.split("-").map(Number);
  const at = y * 12 + (m - 1) + n;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
