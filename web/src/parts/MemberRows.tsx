import type { ReactNode } from "react";
import type { Household, Me } from "@/api/types";
import { mayUnmask } from "@/app/roles";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "./cx";
import { Masked } from "./Masked";

type Member = Household["members"][number];

interface Props {
  household: Household;
  me: Me;
  /** Heads of the columns that a page adds, and the cells below them. */
  heads: string[];
  cells: (member: Member, at: number) => ReactNode;
  /** Whether somebody does not count, and what stands behind the name. */
  away: (member: Member, at: number) => boolean;
  beside: (member: Member) => string;
}

/** Who lives in a household, the head first, with masked numbers. */
export function MemberRows({ household: h, me, heads, cells, away, beside }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const unmask = mayUnmask(me);
  // The server counts members in the registry's order.
  const rows = h.members
    .map((m, i) => ({ m, i }))
    .sort((a, b) => Number(b.m.relation === "户主") - Number(a.m.relation === "户主"));
  return (
    <div className="body scroll-x">
      <table className="table stacked">
        <thead>
          <tr>
            <th scope="col">{t("members.name")}</th>
            <th scope="col">{t("members.relation")}</th>
            <th scope="col">{t("members.sex")}</th>
            <th scope="col" className="number">
              {t("members.age")}
            </th>
            <th scope="col">{t("members.id")}</th>
            <th scope="col">{t("members.labor")}</th>
            <th scope="col">{t("members.health")}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ m, i }) => (
            <tr key={m.number} className={cx(away(m, i) && "away")}>
              <th scope="row" className="plain">
                {m.name}
                {beside(m) && <span className="note"> {beside(m)}</span>}
              </th>
              <td data-head={t("members.relation")}>{p(m.relation)}</td>
              <td data-head={t("members.sex")}>{p(m.sex)}</td>
              <td className="number" data-head={t("members.age")}>
                {m.age}
              </td>
              <td data-head={t("members.id")}>
                <Masked
                  value={m.number}
                  household={h.code}
                  field={`members.${i}.number`}
                  allowed={unmask && m.has_id}
                  what={`${m.name} · ${t("members.id")}`}
                />
              </td>
              <td data-head={t("members.labor")}>{p(m.labor) || "—"}</td>
              <td data-head={t("members.health")}>{p(m.health ?? "") || "—"}</td>
              {cells(m, i)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
