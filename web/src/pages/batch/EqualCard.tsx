import { useState } from "react";
import { type BadLines, type Batch, correctEqual, useMappings, useSaveMapping } from "@/api/deliveries";
import { asProblem } from "@/api/problem";
import { Faults } from "@/forms/Faults";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import type { EqualWords } from "./lines";

interface Props {
  batch: Batch;
  equal: EqualWords;
  columns: BadLines["columns"];
  done: () => void;
}

/** One change for all equal words of a column, remembered for the source so that the next file is read with it. */
export function EqualCard({ batch: b, equal: e, columns, done }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [to, setTo] = useState("");
  const [busy, setBusy] = useState(false);
  const [says, setSays] = useState("");
  const mappings = useMappings();
  const save = useSaveMapping();
  const column = columns.find((c) => c.key === e.column);
  const source = b.source || b.owner;
  const apply = async () => {
    setBusy(true);
    setSays("");
    try {
      await correctEqual(b.id, e.line, to);
      const held = mappings.data?.find((m) => m.source === source && m.table === b.table);
      await save.mutateAsync({
        source,
        table: b.table,
        headers: held?.headers ?? {},
        codes: { ...held?.codes, [e.column]: { ...held?.codes[e.column], [e.value]: to } },
      });
      done();
    } catch (error) {
      setSays(asProblem(error).rest([])[0] ?? "");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="equal">
      <p>
        {t("delivery.equal.says", { value: e.value, column: p(column?.label ?? e.column), n: whole(e.n) })}
      </p>
      <select
        aria-label={t("delivery.equal.to", { value: e.value })}
        value={to}
        onChange={(x) => setTo(x.target.value)}
      >
        <option value="">{t("delivery.equal.choose")}</option>
        {column?.words.map((w) => (
          <option key={w} value={w}>
            {p(w)}
          </option>
        ))}
      </select>{" "}
      <button type="button" className="button" disabled={to === "" || busy || !mappings.data} onClick={apply}>
        {t("delivery.equal.act")}
      </button>
      <p className="note">{t("delivery.equal.note", { source: p(source) })}</p>
      {says && <Faults says={[says]} />}
    </div>
  );
}
