import type { User } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";

type Grant = Pick<User["grants"][number], "role" | "role_label" | "division" | "division_name" | "owner">;

/** What somebody may do, and where: a line for each role. */
export function Grants({ of }: { of: readonly Grant[] }) {
  const p = usePlan();
  const { t } = useTranslation();
  return of.map((g) => (
    <div key={`${g.role} ${g.division} ${g.owner}`}>
      {p(g.role_label)} {p(g.owner)} <span className="note">{shortPlace(g.division_name)}</span>
      {g.role === "department" && !g.owner && (
        <p className="fault">
          <Mark name="late" />
          {t("users.noOwner")}
        </p>
      )}
    </div>
  ));
}
