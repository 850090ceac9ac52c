import { Link } from "react-router";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";

interface Props {
  /** Undefined: nobody knows. */
  n: number | undefined;
  to: string;
  links: boolean;
  says: string;
}

/** A number that opens its list with the same filter; plain where the list is not for the reader. */
export function NumberLink({ n, to, links, says }: Props) {
  const { t } = useTranslation();
  if (n === undefined) return <span className="second">{t("overview.unknown")}</span>;
  if (!links || n === 0) return <span>{whole(n)}</span>;
  return (
    <Link className="count" to={to} aria-label={`${says} ${whole(n)}`}>
      {whole(n)}
    </Link>
  );
}
