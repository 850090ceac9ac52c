import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { type Found, useSearch } from "@/api/registry";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Icon } from "@/parts/Icon";
import { shortPlace } from "@/parts/place";
import { useUnder } from "./useUnder";
import "./search.css";

interface Option {
  to: string;
  title: string;
  says: string;
  tag?: string;
}

/** A number of a person or a phone: it must not come into an address. */
const numberLike = /\d{6}/;

/** One box for families, people and places; Ctrl K goes there. What is typed stays in the request's body. */
export function SearchBox() {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const under = useUnder();
  const id = useId();
  const listed = useSearchParams()[0].get("q") ?? "";
  const [text, setText] = useState(listed);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = useRested(text.trim());
  const found = useSearch(open ? asked : "");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => setText(listed), [listed]);
  useEffect(() => {
    const onKey = (e: globalThis.KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") {
        e.preventDefault();
        box.current?.focus();
        box.current?.select();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const q = text.trim();
  const answer = asked === q ? found.data : undefined;
  const household = (f: Found): Option => ({
    to: `/households/${f.household}`,
    title:
      f.member && f.member.name !== f.head ? `${f.member.name} · ${t("case.of", { name: f.head })}` : f.head,
    says: [shortPlace(f.division_name), p(f.kind), f.member?.number, f.household].filter(Boolean).join(" · "),
    tag: f.ended ? t("find.ended") : f.case > 0 ? t("case.number", { id: f.case }) : "",
  });
  const options: Option[] = [
    ...(answer?.found ?? []).map(household),
    ...(answer?.places ?? []).map((d) => ({
      to: `/overview${query({ under: d.code })}`,
      title: shortPlace(d.name),
      says: t("find.place"),
    })),
    ...(numberLike.test(q)
      ? []
      : [{ to: `/cases${query({ view: "all", under, q })}`, title: t("find.inList", { q }), says: "" }]),
  ];
  const leave = (to: string) => {
    setOpen(false);
    go(to);
  };
  const onKey = (e: KeyboardEvent) => {
    const last = options.length - 1;
    if (e.key === "ArrowDown") setAt(Math.min(last, at + 1));
    else if (e.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (e.key === "Escape") setOpen(false);
    else if (e.key === "Enter" && q) {
      // Before the answer is there only the list is known; for a number nothing is.
      const chosen = options[at];
      if (chosen) leave(chosen.to);
    } else return;
    e.preventDefault();
  };
  const shown = open && q !== "";
  return (
    <search className="top-search">
      <div className="search-line">
        <Icon name="search" />
        <input
          ref={box}
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && options[at] ? `${id}-${at}` : undefined}
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            setAt(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKey}
          placeholder={t("find.hint")}
          aria-label={t("find.box")}
          autoComplete="off"
          maxLength={64}
        />
        <kbd>Ctrl K</kbd>
      </div>
      <div
        className={cx("search-list", !shown && "away")}
        id={`${id}-list`}
        role="listbox"
        aria-label={t("find.results")}
      >
        {shown &&
          options.map((o, i) => (
            <div
              key={o.to}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              className="search-option"
              onMouseDown={(e) => e.preventDefault()}
              onMouseEnter={() => setAt(i)}
              onClick={() => leave(o.to)}
              onKeyDown={onKey}
            >
              <span className="search-title">
                {o.title}
                {o.tag && <span className="tag">{o.tag}</span>}
              </span>
              {o.says && <span className="note">{o.says}</span>}
            </div>
          ))}
      </div>
      <span className="hidden" role="status">
        {shown && answer ? t("find.count", { n: answer.found.length + answer.places.length }) : ""}
      </span>
    </search>
  );
}

/** A text once nobody has typed for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
