import { useEffect, useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useCase, useMove, useReadAgain } from "@/api/cases";
import { asProblem } from "@/api/problem";
import type { Case, Next, VisitDue } from "@/api/types";
import { useWho } from "@/app/SignedIn";
import { type Answers, missing, sent } from "@/forms/answers";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";
import { Mark } from "@/parts/Mark";
import { Empty, Failed, Loading } from "@/parts/states";
import { handedIn, post } from "@/phone/phone";
import { TakePhoto } from "@/phone/TakePhoto";
import { draftKey, dropDraft, keepDraft, readDraft } from "./draft";
import { firstAnswers, knownOf } from "./known";
import { Members } from "./Members";
import { Progress } from "./Progress";
import { SaveStrip } from "./SaveStrip";
import { stepsOf } from "./steps";
import { Things } from "./Things";
import { useVisitDue } from "./useVisitDue";
import { VisitField } from "./VisitField";
import { isVisit } from "./visits";
import "./visit.css";

/** The visit form: made for a phone at a kitchen table, five steps, kept on every change. */
export function Component() {
  const { t } = useTranslation();
  const id = Number(useParams().id);
  const file = useCase(Number.isSafeInteger(id) ? id : 0);
  const move = file.data?.next.find((n) => isVisit(n.move));
  const due = useVisitDue(file.data?.case);
  if (file.isError && !file.data) {
    return (
      <main className="visit">
        <Failed error={file.error} again={() => file.refetch()} acts={<BackToCase id={id} />} />
      </main>
    );
  }
  if (!file.data || due.isPending) {
    return (
      <main className="visit">
        <Loading />
      </main>
    );
  }
  if (!move) {
    return (
      <main className="visit">
        <Empty title={t("visit.notNow")} acts={<BackToCase id={id} />}>
          {t("visit.notNowHow", { state: file.data.case.state_label })}
        </Empty>
      </main>
    );
  }
  return (
    <Form
      key={file.data.case.state_since + move.move}
      file={file.data}
      move={move}
      due={due.data ?? undefined}
    />
  );
}

function BackToCase({ id }: { id: number }) {
  const { t } = useTranslation();
  return (
    <Link className="button" to={`/cases/${id}`}>
      {t("visit.toCase")}
    </Link>
  );
}

function Form({ file, move, due }: { file: Case; move: Next; due: VisitDue | undefined }) {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const me = useWho();
  const { case: c } = file;
  const key = draftKey(me.user.id, c.id, c.state_since);
  const [draft] = useState(() => readDraft(key));
  const [answers, setAnswers] = useState<Answers>(() => draft?.answers ?? firstAnswers(file, move, me, due));
  const [at, setAt] = useState(draft?.at ?? "");
  const [kept, setKept] = useState(true);
  const [step, setStep] = useState(draft?.step ?? 0);
  const [seen, setSeen] = useState(draft?.seen ?? 0);
  const [tried, setTried] = useState(false);
  const act = useMove(c.id);
  const readAgain = useReadAgain(c.id);
  const top = useRef<HTMLHeadingElement>(null);

  const steps = stepsOf(move.asks);
  const now = steps[Math.min(step, steps.length - 1)];
  const known = knownOf(file);
  const problem = act.error ? asProblem(act.error) : null;
  const lacking = missing(move.asks, answers);
  const last = step >= steps.length - 1;

  const keep = (next: Answers, nextStep: number) => {
    const when = new Date().toISOString();
    const furthest = Math.max(seen, nextStep);
    setSeen(furthest);
    void keepDraft(key, { answers: next, step: nextStep, seen: furthest, at: when }).then(setKept);
    setAt(when);
  };
  const change = (name: string, value: string) => {
    const next = { ...answers, [name]: value };
    setAnswers(next);
    keep(next, step);
  };
  const turn = (to: number) => {
    setStep(to);
    keep(answers, to);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    scrollTo({ top: 0 });
    top.current?.focus({ preventScroll: true });
  }, [step]);

  const fault = (name: string) =>
    problem?.at(name) ?? (tried && lacking.some((a) => a.name === name) ? t("visit.fill") : undefined);
  const stepOf = (name: string) => steps.findIndex((s) => s.asks.some((a) => a.name === name));
  const submit = () => {
    setTried(true);
    const first = lacking[0];
    if (first) return turn(stepOf(first.name));
    act.mutate(
      { version: c.version, move: move.move, form: sent(move.asks, answers) },
      {
        onSuccess: () => {
          dropDraft(key);
          void handedIn(c.id);
          go(`/cases/${c.id}`, { replace: true });
        },
        onError: (e) => {
          const bad = asProblem(e);
          if (bad.code === "offline") void toOutbox();
          // Somebody changed the case meanwhile: read it again, the answers stay.
          if (bad.code === "stale") void readAgain();
          const at = move.asks.find((a) => bad.at(a.name));
          if (at) turn(stepOf(at.name));
        },
      },
    );
  };
  /** Without a network the form waits in the phone, where it can be kept there. */
  const toOutbox = async () => {
    const kept = await post({
      id: c.id,
      head: c.head,
      move: move.move,
      version: c.version,
      form: sent(move.asks, answers),
      asks: move.asks.map(({ name, label }) => ({ name, label })),
      draft: key,
      at: new Date().toISOString(),
      state: "waiting",
      says: [],
      theirs: null,
    });
    if (kept) go("/day", { replace: true });
  };
  if (!now) return <Empty title={p(move.label)} acts={<BackToCase id={c.id} />} />;
  return (
    <main className="visit">
      <header className="visit-head">
        <Link to={`/cases/${c.id}`} aria-label={t("visit.toCase")} className="visit-back">
          <Icon name="left" size={24} />
        </Link>
        <div>
          <h1 ref={top} tabIndex={-1}>
            {t("visit.title", { move: p(move.label), name: c.head })}
          </h1>
          <p>
            {t("visit.step", { at: step + 1, all: steps.length })}
            {now.titles.length > 0 && `${t("work.colon")}${now.titles.map(p).join(t("work.comma"))}`}
          </p>
        </div>
      </header>
      <Progress steps={steps} step={step} seen={seen} lacking={lacking.map((a) => a.name)} turn={turn} />
      <SaveStrip at={at} kept={kept} sending={act.isPending} />
      <form
        className="visit-form"
        onSubmit={(e) => {
          e.preventDefault();
          if (last) submit();
          else turn(step + 1);
        }}
      >
        {step === 0 && due && (
          <section className="visit-ask">
            <p>{t("visit.answers")}</p>
            <Things of={due} />
            {due.told_on && <p className="visit-known">{t("visit.told", { day: due.told_on })}</p>}
          </section>
        )}
        {now.asks.map((a) => (
          <VisitField
            key={a.name}
            ask={a}
            value={answers[a.name] ?? ""}
            change={(v) => change(a.name, v)}
            known={known[a.name]}
            fault={fault(a.name)}
            members={file.household.members}
            strict={tried}
          >
            {a.name === "members_confirmed" && <Members of={file.household} />}
          </VisitField>
        ))}
        {last && (
          <section className="visit-ask">
            <p>{t("photo.visit")}</p>
            <TakePhoto id={c.id} of="入户" place={c.division_name} />
          </section>
        )}
        {last && lacking.length > 0 && (
          <section className="visit-lacking">
            <h2>{t("visit.lacking", { n: lacking.length })}</h2>
            <ul>
              {lacking.map((a) => (
                <li key={a.name}>
                  <button type="button" onClick={() => turn(stepOf(a.name))}>
                    <Mark name="settle" size={18} />
                    {p(a.label)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {problem && (
          <div role="alert">
            {(problem.code === "offline"
              ? [t("visit.offline")]
              : problem.code === "stale"
                ? [t("visit.stale")]
                : problem.rest(move.asks.map((a) => a.name))
            ).map((says) => (
              <p key={says} className="visit-fault">
                <Mark name="late" size={18} />
                {p(says)}
              </p>
            ))}
          </div>
        )}
        <div className="visit-foot">
          <button type="button" className="visit-button" disabled={step === 0} onClick={() => turn(step - 1)}>
            {t("visit.before")}
          </button>
          <button type="submit" className="visit-button main" disabled={act.isPending}>
            {last ? t("visit.submit") : t("visit.next")}
          </button>
        </div>
      </form>
    </main>
  );
}
