import { Link } from "react-router";
import type { CaseRow, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DeadlineChip } from "@/parts/DeadlineChip";
import { shortPlace } from "@/parts/place";
import { Risks } from "./Risks";

/** The work list on a phone: one household a card, the whole of it to be pressed. */
export function CaseCards({ me, rows, open }: { me: Me; rows: CaseRow[]; open: (id: number) => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <ul className="work-cards">
      {rows.map((c) => (
        <li key={c.id}>
          <Link
            to={`/cases/${c.id}`}
            onClick={(e) => {
              e.preventDefault();
              open(c.id);
            }}
          >
            <span className="work-card-top">
              <strong>{t("case.of", { name: c.head })}</strong>
              <DeadlineChip of={c} me={me} />
            </span>
            <span className="second">{shortPlace(c.division_name)}</span>
            <span className="work-card-end">
              <span>{p(c.state_label)}</span>
              <Risks of={c} me={me} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
