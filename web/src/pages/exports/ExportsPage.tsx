import { useState } from "react";
import { useExports } from "@/api/exports";
import { useWho } from "@/app/SignedIn";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { DivisionPicker } from "@/pages/users/DivisionPicker";
import { Empty, Failed, Loading } from "@/parts/states";
import { Mine } from "./Mine";
import { Waiting } from "./Waiting";
import "./exports.css";

/** Lists that have no page of their own are taken from here; what another asked for is decided here. */
const here = ["households", "persons", "measures", "visits"];

/** Lists as files: what may be taken, what was, and what waits for another person. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const read = useExports();
  const [under, setUnder] = useState("");
  const lists = read.data?.lists.filter((l) => here.includes(l.list)) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t("exports.page")}</h1>
        <span className="second">{t("exports.pageLead")}</span>
      </div>
      {read.isError && !read.data ? (
        <Failed error={read.error} again={() => read.refetch()} />
      ) : !read.data ? (
        <Loading rows={6} />
      ) : (
        <div className="exports">
          {read.data.waiting.length > 0 && <Waiting list={read.data.waiting} />}
          {lists.length > 0 && (
            <section className="card" aria-labelledby="exports-lists">
              <header>
                <h2 id="exports-lists">{t("exports.lists")}</h2>
              </header>
              <div className="body">
                <div className="exports-place">
                  <span>{t("exports.under")}</span>
                  <DivisionPicker
                    value={under}
                    change={setUnder}
                    top={me.scope.length === 1 ? (me.scope[0]?.code ?? "") : ""}
                  />
                </div>
                <ul className="exports-lists">
                  {lists.map((l) => (
                    <li key={l.list}>
                      <span>{p(l.label)}</span>
                      <TakeAway list={l.list} filter={{ under }} />
                    </li>
                  ))}
                </ul>
              </div>
            </section>
          )}
          {read.data.mine.length > 0 ? (
            <Mine list={read.data.mine} />
          ) : (
            <section className="card">
              <Empty title={t("exports.none")}>{t("exports.noneHow")}</Empty>
            </section>
          )}
        </div>
      )}
    </>
  );
}
