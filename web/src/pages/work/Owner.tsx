import type { Me } from "@/api/types";
import { useTranslation } from "@/i18n/react";

/** Whose turn it is: the roles that the state waits for, in bold where one is mine. */
export function Owner({ state, me }: { state: string; me: Me }) {
  const { t } = useTranslation();
  const owners = me.flow.states.find((s) => s.name === state)?.owners ?? [];
  if (owners.length === 0) return <span className="note">—</span>;
  const mine = owners.find((o) => me.user.grants.some((g) => g.role === o));
  if (mine)
    return (
      <strong className="work-mine" title={t(`role.${mine as "town_clerk"}`)}>
        {t("work.me")}
      </strong>
    );
  return <>{owners.map((o) => t(`role.${o as "town_clerk"}`)).join(" · ")}</>;
}
