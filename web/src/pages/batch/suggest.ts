/** Kinds of mistakes whose cells are numbers written with characters that only look like digits. */
const written: Record<string, RegExp> = {
  money: /[0-9.,-]/,
  number: /[0-9.-]/,
  date: /[0-9\-/ :T.]/,
};

const looksLike: Record<string, string> = {
  O: "0",
  o: "0",
  D: "0",
  l: "1",
  I: "1",
  "|": "1",
  Z: "2",
  S: "5",
  B: "8",
};

/** Full-width characters as plain ones. */
const plain = (s: string) =>
  [...s].map((c) => (c >= "！" && c <= "～" ? String.fromCharCode(c.charCodeAt(0) - 0xfee0) : c)).join("");

/** Where the first character stands that never stands in such a cell; -1: nowhere. */
export function oddAt(kind: string, cell: string): number {
  const may = written[kind];
  return may ? [...cell].findIndex((c) => !may.test(c)) : -1;
}

const realDay = (y: number, m: number, d: number) => {
  const at = new Date(Date.UTC(y, m - 1, d));
  return y >= 1900 && y <= 2100 && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
};

/**
 * What a cell was probably meant to be: full-width and look-alike characters as
 * digits, blanks and a currency sign gone. Null where that gives nothing that could
 * be read, and always for numbers of persons: they are looked up, never guessed.
 */
export function suggest(kind: string, cell: string, words: readonly string[]): string | null {
  const text = plain(cell).replace(/[\s\u00a0]/g, "");
  let found: string | null = null;
  if (kind === "money" || kind === "number") {
    const digits = [...text.replace(/^[¥￥]|元$/g, "")].map((c) => looksLike[c] ?? c).join("");
    const bare = digits.replaceAll(",", "");
    found = /^-?\d{1,12}(\.\d{1,2})?$/.test(bare) ? bare : null;
  } else if (kind === "date") {
    const digits = [...text].map((c) => looksLike[c] ?? c).join("");
    const parts = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[日月]?$/.exec(digits);
    if (parts) {
      const [, y = "", m = "", d] = parts;
      const two = (n: string) => n.padStart(2, "0");
      if (realDay(Number(y), Number(m), Number(d ?? 1)))
        found = [y, two(m), ...(d ? [two(d)] : [])].join("-");
    }
  } else if (kind === "word") {
    found = words.find((w) => w === text) ?? null;
  }
  return found === cell ? null : found;
}

/** A column pasted from a sheet, one cell a line; null where it is a single cell. */
export function pasted(text: string): string[] | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  if (lines.length < 2) return null;
  return lines.map((l) => (l.split("\t")[0] ?? "").trim());
}
