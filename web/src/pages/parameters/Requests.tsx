import { useState } from "react";
import { Link } from "react-router";
import { type SettingState, useSettings } from "@/api/parameters";
import { TakeAway } from "@/forms/TakeAway";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { moment } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Empty, Failed, Loading } from "@/parts/states";
import { Change } from "./Change";

const states = ["pending", "approved", "refused", "withdrawn"] as const;

/** Requests by state: what is asked for, and what became of it. */
export function Requests() {
  const { t } = useTranslation();
  const p = usePlan();
  const [state, setState] = useState<SettingState>("pending");
  const read = useSettings(state);
  const requests = read.data?.pages.flatMap((page) => page.requests);
  return (
    <section className="card parameter-requests" aria-label={t("parameters.requests")}>
      <fieldset className="parameter-states">
        <legend className="hidden">{t("parameters.states")}</legend>
        {states.map((s) => (
          <button
            key={s}
            type="button"
            className={cx("button", s === state && "main")}
            aria-pressed={s === state}
            onClick={() => setState(s)}
          >
            {t(`parameters.state.${s}`)}
          </button>
        ))}
        <TakeAway list="settings" filter={{ state }} />
      </fieldset>
      {read.isError && !requests ? (
        <Failed error={read.error} again={() => read.refetch()} />
      ) : !requests ? (
        <Loading rows={3} />
      ) : requests.length === 0 ? (
        <Empty title={t("parameters.noRequests", { state: t(`parameters.state.${state}`) })} />
      ) : (
        <ul className="parameter-list">
          {requests.map((r) => (
            <li key={r.id}>
              <Link to={`/parameters/${r.id}`}>
                {p(r.label)}
                {t("parameters.colon")}
                <Change request={r} />
              </Link>{" "}
              <span className="note">
                {shortPlace(r.division_name)} · {r.number} ·{" "}
                {t("parameters.asked", { name: r.asked_name, at: moment(r.asked_at) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {read.hasNextPage && (
        <button type="button" className="button" onClick={() => void read.fetchNextPage()}>
          {t("parameters.more")}
        </button>
      )}
    </section>
  );
}
