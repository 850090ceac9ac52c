import { useState } from "react";
import { Link } from "react-router";
import type { HouseholdPage } from "@/api/registry";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { type Entry, type StoryKind, storyKinds, storyOf } from "./story";
import "@/parts/segments.css";

/** All that is known of the household by time, and one kind of it at a time. */
export function Story({ page }: { page: HouseholdPage }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<StoryKind | "all">("all");
  const all = storyOf(page);
  const shown = all.filter((e) => kind === "all" || e.kind === kind);
  return (
    <section className="card" aria-labelledby="story">
      <header>
        <h2 id="story">{t("household.story")}</h2>
        <span className="note">{t("household.storyLead")}</span>
      </header>
      <div className="body">
        {all.length === 0 ? (
          <p className="second">{t("household.noStory")}</p>
        ) : (
          <>
            <div className="segments no-print">
              {(["all", ...storyKinds] as const).map((k) => {
                const n = k === "all" ? all.length : all.filter((e) => e.kind === k).length;
                return (
                  <button
                    key={k}
                    type="button"
                    className={cx("segment", k === kind && "here")}
                    aria-pressed={k === kind}
                    disabled={n === 0}
                    onClick={() => setKind(k)}
                  >
                    {t(`household.kind.${k}`)} <strong>{whole(n)}</strong>
                  </button>
                );
              })}
            </div>
            <ol className="story">
              {shown.map((e) => (
                <Told key={e.key} entry={e} />
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}

function Told({ entry: e }: { entry: Entry }) {
  const { t } = useTranslation();
  const p = usePlan();
  const { word, text, how, from, to } = e.title;
  const title =
    word === "opened"
      ? t("household.opened", { channel: p(text) })
      : word === "left"
        ? t("household.left", { name: text, how: p(how ?? "") })
        : word === "linked"
          ? t("household.linked", { label: p(text), from: from ?? "", to: to ?? "" })
          : p(text);
  return (
    <li>
      <time dateTime={e.day}>{e.day}</time>
      <span className="tag">{t(`household.kind.${e.kind}`)}</span>
      <div>
        <strong className={cx(e.gone && "second")}>{title}</strong>
        {e.gone && <span className="note"> {t("household.gone")}</span>}
        {e.says.map((s) => (
          <p key={s} className="second">
            {p(s)}
          </p>
        ))}
        {e.differences.length > 0 && (
          <ul className="story-differences">
            {e.differences.map((d) => (
              <li key={`${d.member} ${d.field} ${d.label}`}>
                {d.member} {p(d.label)} <del>{p(d.old) || t("changes.empty")}</del>
                {" → "}
                <ins>{p(d.new) || t("changes.empty")}</ins>
              </li>
            ))}
          </ul>
        )}
        {e.answers.length > 0 && (
          <details>
            <summary>{t("household.form", { n: e.answers.length })}</summary>
            <dl className="story-answers">
              {e.answers.map((a) => (
                <div key={a.name}>
                  <dt>{p(a.label)}</dt>
                  <dd>{p(a.value)}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
        <p className="note">
          {e.by && t("household.by", { name: e.by })}
          {e.of > 0 && (
            <>
              {e.by && " · "}
              <Link to={`/cases/${e.of}`}>{t("case.number", { id: e.of })}</Link>
            </>
          )}
          {e.change > 0 && (
            <>
              {e.by && " · "}
              <Link to={`/changes/${e.change}`}>{t("household.changedBy", { id: e.change })}</Link>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
