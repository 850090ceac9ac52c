import type { BadLines } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";

interface Props {
  kinds: BadLines["kinds"];
  kind: string;
  choose: (kind: string) => void;
}

/** Kinds of mistakes with their rows; one of them, or all. */
export function Kinds({ kinds, kind, choose }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const all = kinds.reduce((n, k) => n + k.rows, 0);
  const entries = [{ kind: "", label: t("delivery.grid.all"), rows: all }, ...kinds];
  return (
    <nav aria-label={t("delivery.grid.byKind")}>
      <h2 className="note">{t("delivery.grid.byKind")}</h2>
      <ul className="kinds">
        {entries.map((k) => (
          <li key={k.kind}>
            <button
              type="button"
              className={cx("kind", k.kind === kind && "here")}
              aria-current={k.kind === kind ? "true" : undefined}
              onClick={() => choose(k.kind)}
            >
              <span>{p(k.label)}</span>
              <span>{whole(k.rows)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
