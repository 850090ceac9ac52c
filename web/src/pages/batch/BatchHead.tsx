import { Link } from "react-router";
import type { Batch } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment, whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { size } from "../data/files";

/** What became of a file: its rows add up, who brought it, what it stands for. */
export function BatchHead({ batch: b, undo }: { batch: Batch; undo: (() => void) | null }) {
  const { t } = useTranslation();
  const p = usePlan();
  const even = b.read === b.accepted + b.duplicate + b.quarantined;
  const figures = [
    ["account.read", b.read],
    ["account.accepted", b.accepted],
    ["account.duplicate", b.duplicate],
    ["account.quarantined", b.quarantined],
  ] as const;
  return (
    <section className="card batch-head" aria-label={t("account.title")}>
      <dl className="batch-sum">
        {figures.map(([label, n], i) => (
          <div key={label}>
            {i > 0 && <span aria-hidden="true">{i === 1 ? "=" : "+"}</span>}
            <dt>{t(label)}</dt>
            <dd className={label.endsWith("quarantined") && n > 0 ? "bad" : ""}>{whole(n)}</dd>
          </div>
        ))}
      </dl>
      <span className={even ? "hit-status settled" : "hit-status pending"}>
        <Mark name={even ? "done" : "settle"} /> {even ? t("account.even") : t("account.uneven")}
      </span>
      <p className="second batch-facts">
        <strong>{p(b.state_label)}</strong> · {b.file}
        {b.bytes > 0 && ` · ${size(b.bytes)}`}
        {b.source && ` · ${t("delivery.batch.source", { source: b.source })}`}
        <br />
        {t("delivery.batch.came", { name: b.uploaded_name, at: moment(b.uploaded_at) })}
        {b.loaded_name &&
          ` · ${t("delivery.batch.loaded", { name: b.loaded_name, at: moment(b.loaded_at) })}`}
        {b.sha256 && (
          <>
            {" "}
            · SHA-256 <code title={b.sha256}>{`${b.sha256.slice(0, 8)}…${b.sha256.slice(-4)}`}</code>
          </>
        )}
        {b.parent > 0 && (
          <>
            <br />
            <Link to={`/batches/${b.parent}`}>{t("delivery.batch.parent", { n: b.parent })}</Link>
          </>
        )}
        {b.delivery > 0 && (
          <>
            <br />
            {t("delivery.batch.together", { n: b.delivery })}
          </>
        )}
        {b.undone_why && (
          <>
            <br />
            {t("delivery.batch.undoneWhy", { why: b.undone_why })}
          </>
        )}{" "}
        {undo && (
          <button type="button" className="button plain" onClick={undo}>
            {t("delivery.undo.act")}
          </button>
        )}
      </p>
    </section>
  );
}
