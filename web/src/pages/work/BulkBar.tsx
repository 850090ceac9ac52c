import type { FlowMove } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";

interface Props {
  count: number;
  moves: FlowMove[];
  act: (move: string) => void;
  clear: () => void;
}

/** What may be done with all that are chosen. */
export function BulkBar({ count, moves, act, clear }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t("bulk.bar")}>
      <strong>{t("bulk.chosen", { n: count })}</strong>
      {moves.map((m, i) => (
        <button key={m.name} type="button" onClick={() => act(m.name)}>
          {p(m.label)}
          {i === 0 && <kbd>E</kbd>}
        </button>
      ))}
      <button type="button" className="bulk-clear" onClick={clear} aria-label={t("bulk.clear")}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
