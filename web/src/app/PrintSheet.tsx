import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { showOnPaper } from "./prefs";
import { useWho } from "./SignedIn";
import "./print.css";

/** What stands at the head of every sheet, as the page shows it: place, title, day, what it is narrowed to. */
const headed = [".path strong", "main h1", ".top-as-of", ".tab.here", ".segment.here", ".filter-chip.set"];

/** The words of an element, without those for screen readers alone. */
const told = (e: Element) =>
  [...e.childNodes].map((n) => (n instanceof Element && n.matches(".hidden") ? "" : n.textContent)).join("");

const quoted = (text: string) => JSON.stringify(text.replace(/\s+/g, " ").trim());

/** The margins of a sheet: what it is of, who printed it and when, which of how many. */
function margins(head: string, foot: string, page: [string, string, string]): string {
  const count = `${quoted(page[0])} counter(page) ${quoted(page[1])} counter(pages) ${quoted(page[2])}`;
  return `@page {
    size: A4;
    margin: 17mm 14mm;
    @top-left { content: ${quoted(head)}; inline-size: 100%; font: 8pt sans-serif; }
    @bottom-left { content: ${quoted(foot)}; font: 8pt sans-serif; }
    @bottom-right { content: ${count}; font: 8pt sans-serif; }
  }`;
}

/**
 * Gives every printed sheet its head, its foot and, across it, who printed it. Written
 * when somebody prints, from what the page shows then.
 */
export function PrintSheet() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const [mark, setMark] = useState("");
  const role = p(me.user.grants[0]?.role_label ?? "");
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const write = () => {
      const at = `${me.today} ${moment(new Date().toISOString()).slice(-5)}`;
      const head = headed.flatMap((what) => [...document.querySelectorAll(what)].map(told));
      const foot = t("print.by", { name: me.user.name, role, at });
      const page = t("print.page", { at: "|", of: "|" }).split("|");
      sheet.replaceSync(margins(head.join(" · "), foot, [page[0] ?? "", page[1] ?? "", page[2] ?? ""]));
      flushSync(() => {
        showOnPaper(true);
        setMark(`${me.user.name} ${at}`);
      });
    };
    const back = () => showOnPaper(false);
    addEventListener("beforeprint", write);
    addEventListener("afterprint", back);
    return () => {
      removeEventListener("beforeprint", write);
      removeEventListener("afterprint", back);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    };
  }, [t, me, role]);
  return (
    <div className="print-mark" aria-hidden="true">
      {mark}
    </div>
  );
}
