import type { Ask, Member } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { answerOf, type Line, linesOf, lineWants } from "./lines";
import "./lines.css";

interface Props {
  ask: Ask;
  value: string;
  change: (value: string) => void;
  /** Whom a line may name. */
  members: readonly Member[];
  disabled?: boolean;
  /** Lines that lack something say so. */
  strict?: boolean;
}

/** An answer told line by line: every field stands open, so that what is written is kept at once. */
export function LinesField({ ask, value, change, members, disabled = false, strict = false }: Props) {
  const { t } = useTranslation();
  const lines = linesOf(value);
  const put = (at: number, line: Line) => change(answerOf(lines.map((l, i) => (i === at ? line : l))));
  return (
    <div className="lines">
      {lines.map((line, i) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing but its place
          key={i}
          className="lines-one"
          disabled={disabled}
        >
          <legend className="hidden">{t("form.line", { n: i + 1 })}</legend>
          {ask.who && <Who line={line} members={members} put={(l) => put(i, l)} />}
          {ask.lines.map((q) => (
            <Cell key={q.name} of={q} line={line} put={(l) => put(i, l)} />
          ))}
          <button
            type="button"
            className="lines-drop"
            onClick={() => change(answerOf(lines.filter((_, at) => at !== i)))}
          >
            {t("form.dropLine")}
          </button>
          {strict && lineWants(ask, line) && (
            <p className="visit-fault fault">
              <Mark name="late" size={18} />
              {t("form.lineWants")}
            </p>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        className="lines-add"
        disabled={disabled}
        onClick={() => change(answerOf([...lines, {}]))}
      >
        {t(lines.length > 0 ? "form.anotherLine" : "form.addLine")}
      </button>
    </div>
  );
}

interface Part {
  line: Line;
  put: (line: Line) => void;
}

function Who({ line, members, put }: Part & { members: readonly Member[] }) {
  const { t } = useTranslation();
  return (
    <label>
      {t("form.who")}
      <select
        value={line.who ?? ""}
        onChange={(e) => {
          const { who: _, name: __, ...rest } = line;
          const m = members.find((x) => x.number === e.target.value);
          put(m ? { who: m.number, name: m.name, ...rest } : rest);
        }}
      >
        <option value="">{t("form.whole")}</option>
        {line.who && !members.some((m) => m.number === line.who) && (
          // Told at an earlier visit, and no longer of the household: shown, so that somebody chooses anew.
          <option value={line.who}>{line.name || line.who}</option>
        )}
        {members.map((m) => (
          <option key={m.number} value={m.number}>
            {m.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Cell({ of: q, line, put }: Part & { of: Ask["lines"][number] }) {
  const { t } = useTranslation();
  const p = usePlan();
  const value = line[q.name] ?? "";
  const set = (told: string) => put({ ...line, [q.name]: told });
  const label = (
    <span>
      {p(q.label)}
      {q.type === "money" && ` ${t("form.yuan")}`}
      {!q.required && <span className="visit-optional note"> {t("form.optional")}</span>}
    </span>
  );
  if (q.type === "code") {
    return (
      <label>
        {label}
        <select value={value} onChange={(e) => set(e.target.value)}>
          <option value="">{t("form.pick")}</option>
          {q.options.map((o) => (
            <option key={o} value={o}>
              {p(o)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  const wide = q.type === "text";
  return (
    <label className={wide ? "wide" : undefined}>
      {label}
      <input
        type={q.type === "date" ? "date" : "text"}
        inputMode={q.type === "money" || q.type === "int" ? "decimal" : undefined}
        maxLength={wide && q.max > 0 ? q.max : undefined}
        value={value}
        onChange={(e) => set(e.target.value)}
      />
    </label>
  );
}
