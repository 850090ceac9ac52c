import { Link } from "react-router";
import { query } from "@/api/client";
import type { Due } from "@/api/deliveries";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { daysBetween, whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";

/** How a table stands in a month: what came opens its file, what is open says how long. */
export function DueCell({ due: d }: { due: Due }) {
  const { t } = useTranslation();
  const me = useWho();
  if (d.state === "delivered") {
    const to = d.files > 1 ? `/batches${query({ table: d.table })}` : `/batches/${d.batch}`;
    if (d.waiting > 0) {
      return (
        <Link className="due settle" to={to}>
          <Mark name="settle" /> {t("delivery.waiting", { n: whole(d.waiting) })}
        </Link>
      );
    }
    return (
      <Link className="due" to={to}>
        <span aria-hidden="true">✓</span> {whole(d.accepted)}
        {d.days_late > 0 && <small>{t("delivery.cameLate", { n: d.days_late })}</small>}
      </Link>
    );
  }
  if (d.state === "overdue") {
    return (
      <span className="due late">
        <Mark name="late" /> {t("delivery.overdue", { n: d.days_late })}
      </span>
    );
  }
  if (d.state === "soon") {
    const left = daysBetween(me.today, d.due_on);
    return (
      <span className="due settle">
        <Mark name="past_half" /> {left === 0 ? t("delivery.dueToday") : t("delivery.dueIn", { n: left })}
      </span>
    );
  }
  if (d.state === "before") return <span className="due-none">—</span>;
  return <span className="due later">{t("delivery.later")}</span>;
}
