import { Link } from "react-router";
import { whole } from "@/parts/format";

/** A number that opens its list with the same filter; plain where the list is not for the reader. */
export function NumberLink({ n, to, links, says }: { n: number; to: string; links: boolean; says: string }) {
  if (!links || n === 0) return <span>{whole(n)}</span>;
  return (
    <Link className="count" to={to} aria-label={`${says} ${whole(n)}`}>
      {whole(n)}
    </Link>
  );
}
