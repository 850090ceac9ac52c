import { lazy, Suspense, useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useCase } from "@/api/cases";
import { maySettle, mayWork } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { Failed, Loading } from "@/parts/states";
import { placeInList } from "../work/trail";
import { CaseHead } from "./CaseHead";
import { ChecksCard } from "./ChecksCard";
import { DocumentsCard } from "./DocumentsCard";
import { HitsCard } from "./HitsCard";
import { atDesk } from "./lifeActs";
import { MeasuresCard } from "./MeasuresCard";
import { MembersCard } from "./MembersCard";
import { NextBand } from "./NextBand";
import { ObjectionsCard } from "./ObjectionsCard";
import { PhotosCard } from "./PhotosCard";
import { QuestionsCard } from "./QuestionsCard";
import { SupervisionsCard } from "./SupervisionsCard";
import { Timeline } from "./Timeline";
import { useCaseKeys } from "./useCaseKeys";
import { VisitsCard } from "./VisitsCard";
import { WhySection } from "./WhySection";
import "./case.css";

const KeysHelp = lazy(async () => ({ default: (await import("../work/KeysHelp")).KeysHelp }));

/** Says why this household, what comes next, by whom and until when. */
export function Component() {
  const { t } = useTranslation();
  const me = useWho();
  const go = useNavigate();
  const id = Number(useParams().id);
  const file = useCase(Number.isSafeInteger(id) ? id : 0);
  const place = placeInList(id);
  const [help, setHelp] = useState(false);
  useCaseKeys(place, {
    go: (to) => go(`/cases/${to}`),
    help: () => setHelp(true),
    // The list as it was left, where one came from it.
    leave: () => go(place?.list ?? "/cases"),
  });
  const head = file.data?.case.head;
  useEffect(() => {
    if (head) document.title = `${t("case.of", { name: head })} · ${t("common.product")}`;
    return () => {
      document.title = t("common.product");
    };
  }, [head, t]);

  if (file.isError && !file.data) {
    return (
      <section className="card">
        <Failed
          error={file.error}
          again={() => file.refetch()}
          acts={
            <Link className="button" to="/cases">
              {t("case.toList")}
            </Link>
          }
        />
      </section>
    );
  }
  if (!file.data) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  const c = file.data;
  const final = me.flow.states.find((s) => s.name === c.case.state)?.final ?? false;
  const works = mayWork(me) && !final;
  return (
    <article className="case">
      <CaseHead file={c} me={me} place={place} />
      <NextBand file={c} me={me} />
      <div className="case-columns">
        <div className="case-main">
          <SupervisionsCard file={c} />
          <WhySection file={c} settles={works && maySettle(me) && !atDesk.includes(c.case.state)} />
          <ChecksCard file={c} />
          <QuestionsCard file={c} me={me} />
          <HitsCard file={c} me={me} works={works} />
          <MembersCard file={c} me={me} works={works} />
          <MeasuresCard file={c} me={me} works={works} />
          <ObjectionsCard file={c} works={works} />
          <VisitsCard file={c} />
          <PhotosCard file={c} works={works} />
          <DocumentsCard file={c} />
        </div>
        <Timeline file={c} me={me} />
      </div>
      <Suspense>{help && <KeysHelp close={() => setHelp(false)} />}</Suspense>
    </article>
  );
}
