import { Link } from "react-router";
import type { ChangedAlert, RowMoved } from "@/api/differences";
import { mayLoad } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** Why an alert differs: the rows, values and days that made it so. */
export function Reasons({ alert: a }: { alert: ChangedAlert }) {
  const { t } = useTranslation();
  const p = usePlan();
  const has = (why: ChangedAlert["why"][number]) => a.why.includes(why);
  return (
    <>
      <span className="difference-whys">
        {a.why.map((w) => (
          <span key={w} className="tag">
            {t(`differences.reasons.${w}`)}
          </span>
        ))}
      </span>
      {has("day") && (
        <span className="difference-line">
          {t("differences.long.day", { was: a.before.as_of, is: a.run.as_of })}
        </span>
      )}
      {has("package") && <span className="difference-line">{t("differences.long.package")}</span>}
      {has("unknown") && <span className="difference-line">{t("differences.long.unknown")}</span>}
      {a.unscreened && <span className="difference-line">{t("differences.long.unscreened")}</span>}
      {a.requests.length > 0 && (
        <span className="difference-line">
          {t("differences.long.registry")}
          {a.requests.map((id) => (
            <Link key={id} className="count" to={`/changes/${id}`}>
              {" "}
              {t("differences.request", { n: id })}
            </Link>
          ))}
        </span>
      )}
      {a.parameters.map((v) => (
        <span key={v.name} className="difference-line">
          <span className="second">{p(v.label)}</span> <del>{v.was || "—"}</del> →{" "}
          <ins>
            {v.is || "—"}
            {p(v.unit)}
          </ins>
        </span>
      ))}
      {a.coverage.map((c) => (
        <span key={`${c.table} ${c.period}`} className="difference-line">
          <span className="second">
            {p(c.label)} {c.period}
          </span>{" "}
          {[c.was, c.is]
            .map((x) =>
              x
                ? t(x.covered ? "differences.covered" : "differences.uncovered", {
                    expected: x.expected,
                    present: x.present,
                  })
                : t("differences.unmeasured"),
            )
            .join(" → ")}
        </span>
      ))}
      {a.rows.map((r) => (
        <MovedRow
          key={`${r.how} ${r.table} ${r.was?.line} ${r.is?.line} ${r.was?.batch} ${r.is?.batch}`}
          row={r}
        />
      ))}
    </>
  );
}

function MovedRow({ row: r }: { row: RowMoved }) {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const at = r.is ?? r.was;
  const place = !at?.file
    ? ""
    : at.batch > 0
      ? t("differences.batch", { n: at.batch, file: at.file, line: at.line })
      : t("differences.fileLine", { file: at.file, line: at.line });
  return (
    <span className="difference-line">
      <strong>{t(`differences.how.${r.how}`)}</strong> {p(r.label)} {p(r.relation)} {r.who}
      {r.cells.map((c) => (
        <span key={c.column} className="findings-part">
          {" "}
          <span className="second">{p(c.label)}</span>{" "}
          {r.was && r.is && c.was !== c.is ? (
            <>
              <del>{p(c.was) || "—"}</del> → <ins>{p(c.is) || "—"}</ins>
            </>
          ) : (
            p(r.is ? c.is : c.was)
          )}
        </span>
      ))}
      {place &&
        (mayLoad(me) && at && at.batch > 0 ? (
          <Link className="note" to={`/batches/${at.batch}`}>
            {place}
          </Link>
        ) : (
          <span className="note">{place}</span>
        ))}
    </span>
  );
}
