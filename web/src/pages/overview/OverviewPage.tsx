import { useTranslation } from "react-i18next";
import { useOverview } from "@/api/overview";
import { maySeeCases } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useUnder } from "@/app/useUnder";
import { usePlan } from "@/i18n/plan";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { Chain } from "./Chain";
import { Places } from "./Places";
import { Runs } from "./Runs";
import { Stock } from "./Stock";
import "./overview.css";

/** Where the line is at risk and who is late: one sentence, the stocks, the places. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const under = useUnder();
  const overview = useOverview(under);
  const o = overview.data;
  if (overview.isError && !o) {
    return (
      <section className="card">
        <Failed error={overview.error} again={() => overview.refetch()} />
      </section>
    );
  }
  if (!o) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  const links = maySeeCases(me);
  return (
    <>
      <div className="page-head overview-head">
        <h1>{shortPlace(p(o.sentence))}</h1>
        <span className="second">
          {o.as_of ? t("overview.lead", { day: o.as_of, n: o.runs[0]?.screened ?? 0 }) : t("overview.noRun")}
        </span>
      </div>
      <Chain me={me} overview={o} under={under} links={links} />
      <div className="overview-columns">
        <div className="overview-side">
          {o.divisions.length > 0 && <Places overview={o} links={links} />}
          <Runs runs={o.runs} />
        </div>
        <Stock me={me} overview={o} under={under} links={links} />
      </div>
    </>
  );
}
