import { Link } from "react-router";
import { useJob } from "@/api/data";
import type { Job, JobResult } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Account } from "./Account";
import { JobProgress } from "./JobProgress";

/** A screening under way or just ended; leaving the page does not stop it. */
export function JobCard({ id, forget }: { id: string; forget: () => void }) {
  const { t } = useTranslation();
  const p = usePlan();
  const job = useJob(id);
  if (job.isError) {
    return (
      <section className="card job">
        <p className="second">{t("job.gone")}</p>
        <button type="button" className="button" onClick={forget}>
          {t("common.close")}
        </button>
      </section>
    );
  }
  const j = job.data;
  if (!j) return null;
  return (
    <section className="card job" aria-labelledby="job" aria-live="polite">
      <header>
        <h2 id="job" className={j.state}>
          <Mark name={j.state === "done" ? "done" : j.state === "failed" ? "late" : "waiting"} size={14} />{" "}
          {t(`job.${j.state}`)}
        </h2>
        {j.state !== "running" && (
          <span className="end">
            <button type="button" className="button plain" onClick={forget}>
              {t("common.close")}
            </button>
          </span>
        )}
      </header>
      <div className="body">
        {j.state === "running" && <Running job={j} />}
        {j.state === "failed" && <p>{p(j.message)}</p>}
        {j.result && <Result result={j.result} />}
        {j.bad.length > 0 && <Bad job={j} />}
      </div>
    </section>
  );
}

function Running({ job: j }: { job: Job }) {
  const { t } = useTranslation();
  const stage = t(`job.stage.${j.stage as "read"}`);
  return (
    <JobProgress job={j} label={stage} note={t("job.mayLeave")}>
      {stage}
      {j.done > 0 && ` · ${whole(j.done)}${j.total > 0 ? ` / ${whole(j.total)}` : ""}`}
    </JobProgress>
  );
}

function Result({ result: r }: { result: JobResult }) {
  const { t } = useTranslation();
  const counts: [string, number][] = [
    [t("job.screened"), r.screened],
    [t("job.alerted"), r.alerted],
    [t("job.opened"), r.opened],
    [t("job.joined"), r.joined],
    [t("job.updated"), r.updated],
    [t("job.gone_alerts"), r.gone],
    [t("job.slept"), r.slept],
    [t("job.hits"), r.hits],
    [t("job.urgent"), r.urgent],
    [t("job.quarantined"), r.quarantined],
    [t("job.outside"), r.outside],
  ];
  return (
    <>
      <p className="job-lead">{t("job.result", { opened: whole(r.opened), urgent: whole(r.urgent) })}</p>
      <dl className="job-counts">
        {counts.map(([label, n]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{whole(n)}</dd>
          </div>
        ))}
      </dl>
      {r.left.length > 0 && <p className="fault">{t("job.left", { names: r.left.join(t("work.comma")) })}</p>}
      <Account tables={r.tables} />
      <p className="job-acts">
        <Link className="button main" to="/cases?view=triage">
          {t("job.toDesk")}
        </Link>{" "}
        <Link className="button" to={`/data/${r.run}`}>
          {t("job.toRun")}
        </Link>
      </p>
    </>
  );
}

function Bad({ job }: { job: Job }) {
  const { t } = useTranslation();
  const p = usePlan();
  return (
    <details className="job-bad" open={job.state === "failed"}>
      <summary>{t("job.bad", { n: job.bad.length })}</summary>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("job.file")}</th>
              <th scope="col" className="number">
                {t("job.line")}
              </th>
              <th scope="col">{t("job.column")}</th>
              <th scope="col">{t("job.value")}</th>
              <th scope="col">{t("job.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {job.bad.map((b) => (
              <tr key={`${b.file}:${b.line}:${b.column}`}>
                <td>{b.file}</td>
                <td className="number">{b.line}</td>
                <td>{b.column}</td>
                <td>
                  <code>{b.value}</code>
                </td>
                <td>{p(b.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
