import { useState } from "react";
import { useSearchParams } from "react-router";
import { useBatchesOf, useMappings } from "@/api/deliveries";
import { Faults } from "@/forms/Faults";
import { useTranslation } from "@/i18n/react";
import { Failed, Loading } from "@/parts/states";
import { DataTabs } from "../data/DataTabs";
import { JobsCard } from "../data/JobsCard";
import { PreviewCard, type Readiness } from "./PreviewCard";
import { StageCard } from "./StageCard";
import { useQueue } from "./useQueue";
import "./upload.css";

/** Files are sent, looked at, and only then loaded: file, columns, preview, load. */
export function Component() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const ids = (params.get("batches") ?? "").split(",").map(Number).filter(Boolean);
  const batches = useBatchesOf(ids);
  const mappings = useMappings();
  const [told, setTold] = useState<Record<number, Readiness>>({});
  const queue = useQueue((id) => told[id]?.source ?? "");
  const shown = batches.data ?? [];
  const ready = shown.filter((b) => b.state === "staged" && told[b.id]?.ready && !queue.jobs[b.id]);
  return (
    <>
      <div className="page-head">
        <h1>{t("delivery.stage.page")}</h1>
        <span className="second">{t("delivery.stage.pageLead")}</span>
        {shown.length > 0 && (
          <div className="end">
            <button type="button" className="button" onClick={() => setParams({})}>
              {t("delivery.stage.more")}
            </button>
            <button
              type="button"
              className="button main"
              disabled={ready.length === 0 || queue.busy}
              onClick={() => queue.begin(ready)}
            >
              {t("delivery.load.all", { n: ready.length })}
            </button>
          </div>
        )}
      </div>
      <DataTabs />
      <JobsCard except={Object.values(queue.jobs)} />
      {ids.length === 0 ? (
        <StageCard staged={(b) => setParams({ batches: b.map((x) => x.id).join(",") })} />
      ) : batches.isError ? (
        <section className="card">
          <Failed error={batches.error} again={() => batches.refetch()} />
        </section>
      ) : !batches.data || !mappings.data ? (
        <section className="card">
          <Loading />
        </section>
      ) : (
        <div className="previews">
          {shown.map((b) => (
            <div key={b.id}>
              <PreviewCard
                batch={b}
                mappings={mappings.data}
                job={queue.jobs[b.id] ?? ""}
                tell={(r) => setTold((all) => ({ ...all, [b.id]: r }))}
                load={() => queue.begin([b])}
                ended={() => queue.ended(b.id)}
              />
              {queue.problems[b.id] && <Faults says={[queue.problems[b.id] ?? ""]} />}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
