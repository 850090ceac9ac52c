import { useState } from "react";
import { lastJob, rememberJob } from "@/api/data";
import { useRuns } from "@/api/overview";
import { useTranslation } from "@/i18n/react";
import { Failed, Loading } from "@/parts/states";
import { Runs } from "../overview/Runs";
import { DataTabs } from "./DataTabs";
import { JobCard } from "./JobCard";
import { UploadCard } from "./UploadCard";
import "./data.css";

/** Brings a screening in: files, progress, and what came of it. */
export function Component() {
  const { t } = useTranslation();
  const [job, setJob] = useState(lastJob);
  const runs = useRuns();
  const watch = (id: string) => {
    rememberJob(id);
    setJob(id);
  };
  return (
    <>
      <div className="page-head">
        <h1>{t("data.title")}</h1>
        <span className="second">{t("data.lead")}</span>
      </div>
      <DataTabs />
      <div className="data-columns">
        <div className="data-main">
          {job && <JobCard id={job} forget={() => watch("")} />}
          <UploadCard started={watch} />
        </div>
        {runs.isError ? (
          <section className="card">
            <Failed error={runs.error} again={() => runs.refetch()} />
          </section>
        ) : runs.data ? (
          <Runs runs={runs.data} />
        ) : (
          <section className="card">
            <Loading />
          </section>
        )}
      </div>
    </>
  );
}
