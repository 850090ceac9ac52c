import { useState } from "react";
import { useRecordMeasure } from "@/api/cases";
import type { Case, Me, Measure } from "@/api/types";
import { ActDialog } from "@/forms/ActDialog";
import { type Answers, NO, YES } from "@/forms/answers";
import { question } from "@/forms/question";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { shortDay, yuan } from "@/parts/format";
import { Mark } from "@/parts/Mark";

interface Props {
  file: Case;
  me: Me;
  works: boolean;
}

/** Help for the household; it may begin before there is a decision. */
export function MeasuresCard({ file, me, works }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [editing, setEditing] = useState<Measure | "new" | null>(null);
  return (
    <section className="card" id="measures" tabIndex={-1} aria-labelledby="measures-title">
      <header>
        <h2 id="measures-title">{t("measures.title")}</h2>
        <span className="note">{t("measures.lead")}</span>
        {works && (
          <span className="end">
            <button type="button" className="button" onClick={() => setEditing("new")}>
              {t("measures.add")}
            </button>
          </span>
        )}
      </header>
      {file.measures.length === 0 ? (
        <div className="body">
          <p className="second">{t("measures.none")}</p>
        </div>
      ) : (
        <div className="body scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("measures.class")}</th>
                <th scope="col">{t("measures.kind")}</th>
                <th scope="col">{t("measures.owner")}</th>
                <th scope="col">{t("measures.period")}</th>
                <th scope="col" className="number">
                  {t("measures.amount")}
                </th>
                <th scope="col">{t("measures.state")}</th>
                <th scope="col">
                  <span className="hidden">{t("common.edit")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {file.measures.map((m) => (
                <tr key={m.id}>
                  <th scope="row" className="plain">
                    {p(m.class)}
                    {m.proof && <div className="note">{m.proof}</div>}
                  </th>
                  <td>{p(m.kind)}</td>
                  <td>
                    {m.owner}
                    {m.person && <span className="note"> {m.person}</span>}
                  </td>
                  <td>
                    {shortDay(m.from, me.today)} – {m.to ? shortDay(m.to, me.today) : t("measures.open")}
                  </td>
                  <td className="number">{m.fen ? yuan(m.fen / 100) : "—"}</td>
                  <td>
                    <span className={m.done ? "hit-status settled" : "hit-status"}>
                      <Mark name={m.done ? "done" : "in_time"} />
                      {m.done ? t("measures.done") : t("measures.running")}
                    </span>
                  </td>
                  <td>
                    {works && (
                      <button type="button" className="button plain" onClick={() => setEditing(m)}>
                        {t("common.edit")}
                        <span className="hidden"> {m.class}</span>
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing && (
        <MeasureDialog
          file={file}
          me={me}
          measure={editing === "new" ? null : editing}
          close={() => setEditing(null)}
        />
      )}
    </section>
  );
}

/** Classes of help, as the national system lists them; the daily checks hold a case's main risk against them. */
const classes = [
  "产业帮扶",
  "就业帮扶",
  "公益性岗位",
  "金融帮扶",
  "教育帮扶",
  "健康帮扶",
  "住房安全",
  "饮水安全",
  "综合保障",
  "搬迁后扶",
  "防贫保险",
  "社会帮扶",
  "其他",
];
const kinds = ["开发式", "保障式", "兜底"];

const asks = [
  question("class", "措施类别", "code", { options: classes, required: true }),
  question("kind", "措施性质", "code", { options: kinds, required: true }),
  question("owner", "责任部门", "text", { required: true, max: 60 }),
  question("person", "责任人", "text", { max: 30 }),
  question("from", "开始日期", "date", { required: true }),
  question("to", "结束日期", "date"),
  question("amount", "金额", "money", { unit: "元" }),
  question("proof", "凭证", "text", { max: 60 }),
  question("done", "已经落实", "bool"),
];

const answersOf = (m: Measure): Answers => ({
  class: m.class,
  kind: m.kind,
  owner: m.owner,
  person: m.person,
  from: m.from,
  to: m.to,
  amount: m.fen ? (m.fen / 100).toFixed(2) : "",
  proof: m.proof,
  done: m.done ? YES : NO,
});

function MeasureDialog({
  file,
  me,
  measure,
  close,
}: {
  file: Case;
  me: Me;
  measure: Measure | null;
  close: () => void;
}) {
  const { t } = useTranslation();
  const act = useRecordMeasure(file.case.id);
  return (
    <ActDialog
      title={measure ? t("measures.change") : t("measures.add")}
      ok={t("common.save")}
      asks={asks}
      initial={measure ? answersOf(measure) : { from: me.today, done: NO }}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            version: file.case.version,
            ...(measure && { id: measure.id }),
            class: a.class ?? "",
            kind: a.kind ?? "",
            owner: a.owner ?? "",
            person: a.person ?? "",
            from: a.from ?? "",
            to: a.to ?? "",
            fen: Math.round(Number(a.amount ?? 0) * 100) || 0,
            proof: a.proof ?? "",
            done: a.done === YES,
          },
          { onSuccess: close },
        )
      }
      close={close}
    />
  );
}
