import { type Ref, useEffect, useRef } from "react";
import { Link } from "react-router";
import type { CaseRow, Me } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { DeadlineChip } from "@/parts/DeadlineChip";
import { shortDay } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Owner } from "./Owner";
import { Risks } from "./Risks";
import { useWindow } from "./useWindow";

interface Props {
  me: Me;
  rows: CaseRow[];
  cursor: number;
  onCursor: (row: number) => void;
  chosen: ReadonlySet<number>;
  /** Missing where nothing may be done with many. */
  choose: ((id: number, on: boolean) => void) | undefined;
  chooseAll: (on: boolean) => void;
  open: (id: number) => void;
  /** Fewer columns, beside the peek. */
  thin: boolean;
  stale: boolean;
}

const rowRem = 2.125;

/** The work list as a table; only the rows in sight are in the page. */
export function CaseTable({
  me,
  rows,
  cursor,
  onCursor,
  chosen,
  choose,
  chooseAll,
  open,
  thin,
  stale,
}: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useWindow(body, rows.length, rowRem);
  const moved = useRef(false);
  const active = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the cursor
  useEffect(() => {
    if (!moved.current) {
      moved.current = true;
      return;
    }
    const el =
      body.current?.closest(".work-list")?.contains(document.activeElement) ||
      document.activeElement === document.body;
    if (el) active.current?.focus({ preventScroll: true });
    active.current?.scrollIntoView({ block: "nearest" });
  }, [cursor]);

  const some = chosen.size > 0;
  const columns = 7 + (choose ? 1 : 0) - (thin ? 2 : 0);
  const gap = (n: number) =>
    n > 0 && (
      <tr>
        <td colSpan={columns} style={{ height: `${n * rowRem}rem`, padding: 0, border: 0 }} />
      </tr>
    );
  return (
    <table className={cx("table work-table", stale && "stale")} aria-rowcount={rows.length}>
      <thead>
        <tr>
          {choose && (
            <th scope="col" className="work-check">
              <input
                type="checkbox"
                ref={(box) => {
                  if (box) box.indeterminate = some && chosen.size < rows.length;
                }}
                aria-label={t("work.chooseAll")}
                checked={some && chosen.size >= rows.length}
                onChange={(e) => chooseAll(e.target.checked)}
              />
            </th>
          )}
          <th scope="col" aria-sort="ascending" className="work-due">
            {t("work.due")} ▲
          </th>
          <th scope="col">{t("work.head")}</th>
          <th scope="col">{t("work.place")}</th>
          <th scope="col">{t("work.risk")}</th>
          <th scope="col">{t("work.step")}</th>
          <th scope="col">{t("work.whose")}</th>
          {!thin && <th scope="col">{t("work.source")}</th>}
          {!thin && <th scope="col">{t("work.found_on")}</th>}
        </tr>
      </thead>
      <tbody ref={body}>
        {gap(from)}
        {rows.slice(from, to).map((c, i) => {
          const index = from + i;
          const isActive = index === cursor;
          return (
            <tr
              key={c.id}
              aria-rowindex={index + 1}
              className={cx(isActive && "active", chosen.has(c.id) && "chosen")}
              onClick={() => onCursor(index)}
              onDoubleClick={() => open(c.id)}
            >
              {choose && (
                <td className="work-check">
                  <input
                    type="checkbox"
                    aria-label={t("work.chooseOne", { name: c.head })}
                    checked={chosen.has(c.id)}
                    onChange={(e) => choose(c.id, e.target.checked)}
                  />
                </td>
              )}
              <td className="work-due">
                <DeadlineChip of={c} me={me} />
              </td>
              <td>
                <Link
                  ref={isActive ? (active as Ref<HTMLAnchorElement>) : undefined}
                  data-row="true"
                  className="work-name"
                  to={`/cases/${c.id}`}
                  onClick={(e) => {
                    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
                    e.preventDefault();
                    open(c.id);
                  }}
                >
                  {c.head}
                </Link>
              </td>
              <td className="second" title={c.division_name}>
                {shortPlace(c.division_name)}
              </td>
              <td>
                <Risks of={c} me={me} />
              </td>
              <td>{p(c.state_label)}</td>
              <td>
                <Owner state={c.state} me={me} />
              </td>
              {!thin && <td className="second">{p(c.channel)}</td>}
              {!thin && <td className="second">{shortDay(c.opened_on, me.today)}</td>}
            </tr>
          );
        })}
        {gap(rows.length - to)}
      </tbody>
    </table>
  );
}
