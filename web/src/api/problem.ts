/** One thing that stands in the way, at a field of the form or of the whole. */
export interface Fault {
  field?: string;
  says: string;
}

/** An error as the server tells it (RFC 9457), or as the network made it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: Fault[];

  constructor(status: number, code: string, detail: string, faults: Fault[] = []) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.faults = faults;
  }

  /** What is said first about a field or, of one in lines, about what a line tells. */
  at(field: string): string | undefined {
    return this.faults.find((f) => isOf(f, field))?.says;
  }

  /** What is said about none of the fields that a page shows. */
  rest(shown: readonly string[]): string[] {
    const away = this.faults.filter((f) => !shown.some((field) => isOf(f, field)));
    if (away.length > 0) return away.map((f) => f.says);
    return this.faults.length > 0 ? [] : [this.message];
  }
}

/** Forms name their fields with or without `form.`, lines behind a slash. */
function isOf(fault: Fault, field: string): boolean {
  const at = fault.field?.replace(/^form\./, "");
  return at === field || (at?.startsWith(`${field}/`) ?? false);
}

/** Reads an answer that is not a success. */
export function problemOf(status: number, body: unknown): Problem {
  const b = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const text = (v: unknown) => (typeof v === "string" ? v : "");
  const faults = Array.isArray(b.errors) ? (b.errors as Fault[]) : [];
  return new Problem(status, text(b.code) || `http_${status}`, text(b.detail) || text(b.title), faults);
}

/** No answer came at all. */
export const offline = () => new Problem(0, "offline", "");

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, "unexpected", String(error));
