import { useState } from "react";
import { type Difference, type National, useDifferences, type Which } from "@/api/national";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { DifferenceRow } from "./DifferenceRow";
import { SettleDialog } from "./SettleDialog";

const states = ["open", "settled", "agreed"] as const;

/** The differences by state and sort; a person chooses some and says who is right. */
export function DifferencesCard({ counts }: { counts: National["counts"] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [which, setWhich] = useState<Which>({ state: "open", list: "", kind: "", field: "" });
  const [chosen, setChosen] = useState<number[]>([]);
  const [settling, setSettling] = useState(false);
  const read = useDifferences(which);
  const rows = read.data?.pages.flatMap((x) => x.differences);
  const settles = which.state !== "agreed";
  const show = (more: Partial<Which>) => {
    setWhich((now) => ({ ...now, ...more }));
    setChosen([]);
  };
  const sorts = new Map<string, number>();
  for (const c of counts.filter((x) => x.state === which.state)) {
    const key = `${c.list} ${c.kind} ${c.field}`;
    sorts.set(key, (sorts.get(key) ?? 0) + c.n);
  }
  const name = (key: string) => {
    const c = counts.find((x) => `${x.list} ${x.kind} ${x.field}` === key);
    if (!c) return key;
    const what = c.label ? `${p(c.label)} ${t(`national.kind.${c.kind}`)}` : t(`national.kind.${c.kind}`);
    return t("national.sortName", {
      list: t(`national.sortOf.${c.list}`),
      what,
      n: whole(sorts.get(key) ?? 0),
    });
  };
  const toggle = (d: Difference) =>
    setChosen((now) => (now.includes(d.id) ? now.filter((x) => x !== d.id) : [...now, d.id]));
  return (
    <section className="card" aria-labelledby="national-differences">
      <header>
        <h2 id="national-differences">{t("national.differences")}</h2>
        <span className="end national-sort">
          <label>
            {t("national.sort")}{" "}
            <select
              value={`${which.list} ${which.kind} ${which.field}`}
              onChange={(e) => {
                const [list = "", kind = "", field = ""] = e.target.value.split(" ");
                show({ list, kind, field });
              }}
            >
              <option value="  ">{t("national.allSorts")}</option>
              {[...sorts.keys()].map((key) => (
                <option key={key} value={key}>
                  {name(key)}
                </option>
              ))}
            </select>
          </label>
        </span>
      </header>
      <nav className="tabs" aria-label={t("national.differences")}>
        {states.map((s) => (
          <button
            key={s}
            type="button"
            className={cx("tab", s === which.state && "here")}
            aria-current={s === which.state ? "page" : undefined}
            onClick={() => show({ state: s, list: "", kind: "", field: "" })}
          >
            {t(`national.state.${s}`)}
            <span className="tab-count">
              {whole(counts.filter((c) => c.state === s).reduce((n, c) => n + c.n, 0))}
            </span>
          </button>
        ))}
      </nav>
      {read.isError && !rows ? (
        <Failed error={read.error} again={() => read.refetch()} />
      ) : !rows ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty title={t("national.none")}>{t("national.noneHow")}</Empty>
      ) : (
        <div className="scroll-x">
          <table className="table national-differences">
            <thead>
              <tr>
                {settles && (
                  <th scope="col">
                    <input
                      type="checkbox"
                      aria-label={t("national.selectAll")}
                      checked={chosen.length === rows.length}
                      onChange={(e) => setChosen(e.target.checked ? rows.slice(0, 200).map((d) => d.id) : [])}
                    />
                  </th>
                )}
                <th scope="col">{t("national.who")}</th>
                <th scope="col">{t("national.what")}</th>
                <th scope="col">{t("national.ours")}</th>
                <th scope="col">{t("national.theirs")}</th>
                {which.state !== "open" && <th scope="col">{t("national.settlement")}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((d) => (
                <DifferenceRow
                  key={d.id}
                  of={d}
                  chosen={settles ? chosen.includes(d.id) : undefined}
                  toggle={() => toggle(d)}
                  settled={which.state !== "open"}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {(read.hasNextPage || chosen.length > 0) && (
        <div className="national-acts">
          {chosen.length > 0 && (
            <button type="button" className="button main" onClick={() => setSettling(true)}>
              {t("national.settle", { n: chosen.length })}
            </button>
          )}
          {read.hasNextPage && (
            <button type="button" className="button" onClick={() => void read.fetchNextPage()}>
              {t("national.more")}
            </button>
          )}
        </div>
      )}
      {settling && rows && (
        <SettleDialog
          of={rows.filter((d) => chosen.includes(d.id))}
          done={() => setChosen([])}
          close={() => setSettling(false)}
        />
      )}
    </section>
  );
}
