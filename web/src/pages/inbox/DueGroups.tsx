import { Link } from "react-router";
import type { DueGroup, DueItem, useInbox } from "@/api/inbox";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import { dueWords, opens } from "./due";

/** What waits, a household a row, the soonest first. */
export function DueGroups({ due }: { due: ReturnType<typeof useInbox> }) {
  const { t } = useTranslation();
  if (due.isError && !due.data) return <Failed error={due.error} again={() => due.refetch()} />;
  if (!due.data) return <Loading rows={8} />;
  if (due.data.groups.length === 0)
    return (
      <section className="card">
        <Empty title={t("inbox.nothing")}>{t("inbox.nothingHow")}</Empty>
      </section>
    );
  return (
    <section className="card" aria-label={t("inbox.view.due")}>
      <ul className="due">
        {due.data.groups.map((g) => (
          <Household key={g.household} group={g} />
        ))}
      </ul>
      {due.data.more && <p className="note due-more">{t("inbox.more")}</p>}
    </section>
  );
}

function Household({ group: g }: { group: DueGroup }) {
  const { t } = useTranslation();
  return (
    <li className="due-group">
      <div className="due-who">
        {g.household ? (
          <>
            <strong>
              {g.urgency === "红" && <Mark name="urgent" />}
              {g.head ? t("case.of", { name: g.head }) : g.household}
            </strong>
            <span className="note">
              {shortPlace(g.division_name)} · {g.household}
            </span>
          </>
        ) : (
          <strong>{t("inbox.noHousehold")}</strong>
        )}
      </div>
      <ul className="due-items">
        {g.items.map((item) => (
          <Item key={`${item.kind}-${item.id}-${item.label}`} item={item} />
        ))}
      </ul>
    </li>
  );
}

function Item({ item }: { item: DueItem }) {
  const { t } = useTranslation();
  const p = usePlan();
  const { mark, tone, words } = dueWords(item, t);
  const to = opens(item);
  const says = t(`inbox.kind.${item.kind}`, { what: p(item.label), n: item.count });
  return (
    <li>
      {to ? <Link to={to}>{says}</Link> : says}
      <span
        className={`chip ${tone}`}
        title={item.due_on ? t("work.dueOn", { day: item.due_on }) : undefined}
      >
        <span className="chip-words">
          <Mark name={mark} />
          {words}
        </span>
      </span>
    </li>
  );
}
