import { useEffect, useState } from "react";
import { type Batch, type Mapping, type Preview, usePreview, useSaveMapping } from "@/api/deliveries";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Failed, Loading } from "@/parts/states";
import { size } from "../data/files";
import { LoadJob } from "./LoadJob";
import { MappingTable } from "./MappingTable";
import { type Choices, differs, firstChoices, headersToSave, mappingFor, twice } from "./mapping";
import { RefusedRows } from "./RefusedRows";

/** What a card tells the page about its file. */
export interface Readiness {
  ready: boolean;
  source: string;
}

interface Props {
  batch: Batch;
  mappings: readonly Mapping[];
  job: string;
  tell: (r: Readiness) => void;
  load: () => void;
  ended: () => void;
}

/** One file before it counts: how its header is read, first rows, what would be set aside. */
export function PreviewCard({ batch: b, mappings, job, tell, load, ended }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [source, setSource] = useState<string | null>(null);
  const preview = usePreview(b.id, source ?? "", b.state === "staged");
  const v = preview.data;
  const own = mappings.filter((m) => m.table === b.table);
  // A mapping that was made for such a file is taken, once.
  useEffect(() => {
    if (source === null && v) setSource(mappingFor(v, own)?.source ?? "");
  }, [source, v, own]);
  const ready = !!v && source !== null && v.problem === "" && v.missing.length === 0 && !preview.isFetching;
  // biome-ignore lint/correctness/useExhaustiveDependencies: tell is new at every drawing
  useEffect(() => tell({ ready, source: source ?? "" }), [ready, source]);
  return (
    <section className="card preview" aria-labelledby={`batch-${b.id}`}>
      <header>
        <h2 id={`batch-${b.id}`}>
          {p(b.label)} <span className="preview-file">{b.file}</span>
        </h2>
        <span className="note">
          {p(b.owner)} · {size(b.bytes)}
          {v?.encoding && ` · ${v.encoding}`} · {t("delivery.batchNo", { n: b.id })}
        </span>
        {own.length > 0 && b.state === "staged" && (
          <label className="end">
            {t("delivery.map.saved")}{" "}
            <select value={source ?? ""} onChange={(e) => setSource(e.target.value)}>
              <option value="">{t("delivery.map.ours")}</option>
              {own.map((m) => (
                <option key={m.source} value={m.source}>
                  {m.source}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      <div className="body">
        {b.same_as > 0 && (
          <p className="fault">
            <Mark name="late" /> {t("delivery.sameAs", { n: b.same_as })}
          </p>
        )}
        {job ? (
          <LoadJob id={job} batch={b.id} rows={v?.read ?? 0} ended={ended} />
        ) : b.state !== "staged" ? (
          <p>{p(b.state_label)}</p>
        ) : preview.isError ? (
          <Failed error={preview.error} again={() => preview.refetch()} />
        ) : !v ? (
          <Loading />
        ) : (
          <Look
            key={`${source} ${v.header.map((h) => h.key + h.how).join(" ")}`}
            preview={v}
            source={source ?? ""}
            mappings={own}
            saved={setSource}
            act={
              <button type="button" className="button main" disabled={!ready} onClick={load}>
                {t("delivery.load.one", { n: whole(v.accepted) })}
              </button>
            }
          />
        )}
      </div>
    </section>
  );
}

interface LookProps {
  preview: Preview;
  source: string;
  mappings: readonly Mapping[];
  saved: (source: string) => void;
  act: React.ReactNode;
}

function Look({ preview: v, source, mappings, saved, act }: LookProps) {
  const { t } = useTranslation();
  const p = usePlan();
  const [choices, setChoices] = useState<Choices>(() => firstChoices(v));
  const [name, setName] = useState(source || v.batch.owner);
  const save = useSaveMapping();
  const changed = differs(v, choices);
  const double = twice(choices);
  const codes = mappings.find((m) => m.source === name)?.codes ?? {};
  const problem = save.error ? asProblem(save.error) : null;
  const keep = () =>
    save.mutate(
      { source: name.trim(), table: v.batch.table, headers: headersToSave(v, choices), codes },
      { onSuccess: (m) => saved(m.source) },
    );
  return (
    <>
      {v.problem && (
        <p className="fault">
          <Mark name="late" /> {p(v.problem)}
        </p>
      )}
      {!v.problem && v.missing.length === 0 && (
        <p className="preview-sum">
          {t("delivery.sum", {
            read: whole(v.read),
            accepted: whole(v.accepted),
            duplicate: whole(v.duplicate),
            bad: whole(v.quarantined),
          })}
        </p>
      )}
      {v.header.length > 0 && (
        <MappingTable preview={v} choices={choices} change={setChoices} disabled={save.isPending} />
      )}
      {double.length > 0 && <Faults says={[t("delivery.map.double", { headers: double.join("、") })]} />}
      {problem && <Faults says={problem.rest([])} />}
      <RefusedRows rows={v.refused} all={v.quarantined} columns={v.columns} />
      <div className="preview-acts">
        {changed && (
          <>
            <label>
              {t("delivery.map.source")}{" "}
              <input value={name} maxLength={60} onChange={(e) => setName(e.target.value)} />
            </label>
            <button
              type="button"
              className="button"
              disabled={double.length > 0 || name.trim() === "" || save.isPending}
              onClick={keep}
            >
              {t("delivery.map.save")}
            </button>
          </>
        )}
        {act}
      </div>
    </>
  );
}
