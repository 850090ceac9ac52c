import { useState } from "react";
import { type Question, useQuestions } from "@/api/questions";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Mark } from "@/parts/Mark";
import { Empty, Failed, Loading } from "@/parts/states";
import "@/parts/tabs.css";
import { dueWords } from "../inbox/due";
import { AnswerDialog } from "./AnswerDialog";
import { QuestionRows } from "./QuestionRows";
import "./questions.css";

const tabs = ["open", "answered"] as const;

/** What my department is asked: those that wait, with their day, and those it has answered. */
export function Component() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof tabs)[number]>("open");
  const list = useQuestions(tab);
  const rows = list.data?.pages.flatMap((page) => page.questions) ?? [];
  return (
    <>
      <div className="page-head">
        <h1>{t("questions.title")}</h1>
        <span className="second">{t("questions.lead")}</span>
      </div>
      <nav className="tabs" aria-label={t("questions.title")}>
        {tabs.map((x) => (
          <button
            key={x}
            type="button"
            className={cx("tab", x === tab && "here")}
            aria-current={x === tab ? "page" : undefined}
            onClick={() => setTab(x)}
          >
            {t(`questions.tab.${x}`)}
          </button>
        ))}
      </nav>
      {list.isError && rows.length === 0 ? (
        <section className="card">
          <Failed error={list.error} again={() => list.refetch()} />
        </section>
      ) : list.isPending ? (
        <section className="card">
          <Loading rows={6} />
        </section>
      ) : rows.length === 0 ? (
        <section className="card">
          <Empty title={t(`questions.none.${tab}`)}>{t("questions.noneHow")}</Empty>
        </section>
      ) : (
        rows.map((q) => <QuestionCard key={q.id} question={q} />)
      )}
      {list.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {t("inbox.older")}
        </button>
      )}
    </>
  );
}

function QuestionCard({ question: q }: { question: Question }) {
  const { t } = useTranslation();
  const p = usePlan();
  const [open, setOpen] = useState(false);
  const [answering, setAnswering] = useState(false);
  const due = dueWords(q, t);
  const title = q.label ? t("questions.ofHit", { what: p(q.label) }) : q.asks;
  return (
    <section className="card question" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="note">
          {p(q.owner)} · {q.county_name} ·{" "}
          {t("questions.askedOn", { day: q.asked_on, name: q.asked_name || "—" })}
        </span>
        {q.open && (
          <span className={cx("chip", due.tone)}>
            <Mark name={due.mark} />
            {q.due_on} · {due.words}
          </span>
        )}
      </header>
      <div className="body">
        <p>{t("questions.about", { names: q.names.join(t("work.comma")) || t("questions.noNames") })}</p>
        {q.finding && (
          <p>
            <strong>{p(q.finding)}</strong>
            {q.corrected && ` · ${t("questions.shouldBe", { value: q.corrected })}`} · {q.says}
            <span className="note">
              {" "}
              {q.answered_name} {q.answered_on}
              {q.days_late > 0 && ` · ${t("questions.late", { n: q.days_late })}`}
            </span>
          </p>
        )}
        <div className="question-acts">
          <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("questions.rows")}
          </button>
          {q.open && (
            <button type="button" className="button main" onClick={() => setAnswering(true)}>
              {t("questions.answer")}
            </button>
          )}
        </div>
        {open && <QuestionRows id={q.id} names={q.names} />}
      </div>
      {answering && <AnswerDialog id={q.id} title={title} close={() => setAnswering(false)} />}
    </section>
  );
}
