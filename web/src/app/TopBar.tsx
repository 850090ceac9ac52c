import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { useRuns } from "@/api/overview";
import { Icon } from "@/parts/Icon";
import { DemoDay } from "./DemoDay";
import { DivisionPath } from "./DivisionPath";
import { mayCount, maySeeCases } from "./roles";
import { useWho } from "./SignedIn";
import { useUnder } from "./useUnder";

/** Where and when: the division and the day that govern every number below. */
export function TopBar() {
  const { t } = useTranslation();
  const me = useWho();
  const runs = useRuns(mayCount(me)).data;
  return (
    <header className="top">
      <DivisionPath />
      <div className="top-when">
        {mayCount(me) && (
          <span>
            {t("nav.asOf")} <strong>{runs?.[0]?.as_of ?? (runs ? t("nav.noRun") : "—")}</strong>
          </span>
        )}
        <span>
          {t("nav.today")} <strong>{me.today}</strong>
        </span>
        <DemoDay />
      </div>
      {maySeeCases(me) && <SearchBox />}
    </header>
  );
}

/** Finds cases by the head's name or the household's code; Ctrl K goes there. */
function SearchBox() {
  const { t } = useTranslation();
  const go = useNavigate();
  const under = useUnder();
  const given = useSearchParams()[0].get("q") ?? "";
  const [text, setText] = useState(given);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setText(given), [given]);
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") {
        e.preventDefault();
        box.current?.focus();
        box.current?.select();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const search = (e: FormEvent) => {
    e.preventDefault();
    go(`/cases${query({ view: "all", under, q: text.trim() })}`);
  };
  return (
    <search className="top-search">
      <form onSubmit={search}>
        <Icon name="search" />
        <input
          ref={box}
          value={text}
          onChange={(e) => setText(e.target.value)}
          placeholder={t("work.search")}
          aria-label={t("work.search")}
          maxLength={64}
        />
        <kbd>Ctrl K</kbd>
      </form>
    </search>
  );
}
