import type { Supervision } from "@/api/supervisions";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import "./supervisions.css";

/** Who ordered it, until when it is to be answered, and how it stands; a late answer stays late. */
export function SupervisionStand({ supervision: v }: { supervision: Supervision }) {
  const { t } = useTranslation();
  const stand = v.closed_on ? "closed" : v.answered_on ? "answer" : "waits";
  return (
    <p className="supervision-stand">
      <span className={v.late ? "supervision-late" : undefined}>
        <Mark name={v.late ? "late" : v.closed_on ? "done" : "in_time"} /> {t(`supervisions.stand.${stand}`)}
        {v.late && ` · ${t("supervisions.late", { n: v.days_late })}`}
      </span>
      <span className="note">
        {t("supervisions.ordered", {
          level: t(`role.${v.level}`),
          name: v.ordered_by,
          day: v.ordered_on,
          due: v.due_on,
        })}
      </span>
    </p>
  );
}
