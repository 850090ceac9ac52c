import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useJob } from "@/api/data";
import { useNational, useReconcile } from "@/api/national";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { DifferencesCard } from "./DifferencesCard";
import { ListsCard } from "./ListsCard";
import { TypingCard } from "./TypingCard";
import "./national.css";

/** What the county and the national system do not agree about, and what is typed there. */
export function Component() {
  const { t } = useTranslation();
  const read = useNational();
  const again = useReconcile();
  const [watched, watch] = useState("");
  const job = useJob(watched).data;
  const busy = again.isPending || job?.state === "running";
  const { refetch } = read;
  useEffect(() => {
    if (job?.state === "done") void refetch();
  }, [job?.state, refetch]);
  const national = read.data;
  return (
    <>
      <div className="page-head">
        <h1>{t("national.title")}</h1>
        <span className="second">
          {national && t("national.lead", { place: shortPlace(national.county_name) })}
        </span>
        <div className="end">
          <Link className="button" to="/deliveries/upload">
            {t("national.upload")}
          </Link>
          <button
            type="button"
            className="button main"
            disabled={busy}
            onClick={() => again.mutate(undefined, { onSuccess: (a) => watch(a.job.id) })}
          >
            {t(busy ? "national.comparing" : "national.again")}
          </button>
        </div>
      </div>
      <DataTabs />
      {again.error && <Faults says={asProblem(again.error).rest([])} />}
      {job?.state === "failed" && <Faults says={[t("national.failed", { why: job.message })]} />}
      {read.isError && !national ? (
        <section className="card">
          <Failed error={read.error} again={() => read.refetch()} />
        </section>
      ) : !national ? (
        <section className="card">
          <Loading rows={10} />
        </section>
      ) : (
        <div className="national">
          <ul className="national-figures">
            {(
              [
                ["open", national.open],
                ["toType", national.to_type],
                ["askedFor", national.asked_for],
              ] as const
            ).map(([name, n]) => (
              <li key={name} className="card">
                <span className="second">{t(`national.figure.${name}`)}</span>
                <strong>{whole(n)}</strong>
                <span className="note">{t(`national.figureNote.${name}`)}</span>
              </li>
            ))}
          </ul>
          <ListsCard lists={national.lists} />
          <DifferencesCard counts={national.counts} />
          <TypingCard tables={national.lists.map((l) => l.table)} />
        </div>
      )}
    </>
  );
}
