import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";

interface Choice {
  key: string;
  label: string;
  count?: number;
}

interface Props {
  title: string;
  of: Choice[];
  chosen: string;
  choose: (key: string) => void;
}

/** A filter as a list with counts. */
export function Choices({ title, of, chosen, choose }: Props) {
  return (
    <nav aria-label={title}>
      <h2 className="note">{title}</h2>
      <ul className="kinds">
        {of.map((c) => (
          <li key={c.key}>
            <button
              type="button"
              className={cx("kind", c.key === chosen && "here")}
              aria-current={c.key === chosen ? "true" : undefined}
              onClick={() => choose(c.key)}
            >
              <span>{c.label}</span>
              <span>{c.count === undefined ? "" : whole(c.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
