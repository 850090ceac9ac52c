import type { User } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { shortPlace } from "@/parts/place";

type Grant = Pick<User["grants"][number], "role" | "role_label" | "division" | "division_name">;

/** What somebody may do, and where: a line for each role. */
export function Grants({ of }: { of: readonly Grant[] }) {
  const p = usePlan();
  return of.map((g) => (
    <div key={`${g.role} ${g.division}`}>
      {p(g.role_label)} <span className="note">{shortPlace(g.division_name)}</span>
    </div>
  ));
}
