import { type ReactNode, useContext, useEffect, useState } from "react";
import { asProblem } from "@/api/problem";
import { Who } from "@/app/who";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { moment } from "./format";
import { Mark } from "./Mark";

/** Keeps the frame while data come; after two seconds it says what runs. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 2000);
    return () => clearTimeout(timer);
  }, []);
  const widths = [92, 70, 84, 60, 78, 66];
  return (
    <div className="bones" role="status" aria-live="polite" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no other name
        <i key={i} style={{ width: `${widths[i % widths.length]}%` }} />
      ))}
      <span className={long ? "note" : "hidden"}>{long ? t("common.loadingLong") : t("common.loading")}</span>
    </div>
  );
}

interface Says {
  title: string;
  children?: ReactNode;
  acts?: ReactNode;
}

/** Why there is nothing, and what may be done about it. */
export function Empty({ title, children, acts }: Says) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {acts && <div className="acts">{acts}</div>}
    </div>
  );
}

/** What went wrong, where, and what to do. */
export function Failed({ error, again, acts }: { error: unknown; again?: () => void; acts?: ReactNode }) {
  const { t } = useTranslation();
  const p = usePlan();
  const problem = asProblem(error);
  const [at] = useState(() => moment(new Date().toISOString()));
  const grants = useContext(Who)?.user.grants ?? [];
  const roles = [...new Set(grants.map((g) => p(g.role_label)))].join(t("work.comma"));
  const [title, how] =
    problem.code === "offline"
      ? [t("state.offline"), t("state.offlineHow")]
      : problem.status === 404
        ? [t("state.notFound"), t("state.notFoundHow")]
        : problem.status === 403
          ? [t("state.forbidden"), `${p(problem.message)} ${t("state.forbiddenHow", { roles })}`]
          : [t("state.failed"), p(problem.message)];
  return (
    <div className="state" role="alert">
      <h2 style={{ color: "var(--vermilion)" }}>
        <Mark name="late" size={14} />
        <span style={{ color: "var(--ink)" }}>{title}</span>
      </h2>
      <p>{how}</p>
      <div className="acts">
        {again && problem.status !== 404 && problem.status !== 403 && (
          <button type="button" className="button" onClick={again}>
            {t("common.retry")}
          </button>
        )}
        {acts}
      </div>
      <p className="code">{t("state.code", { code: problem.code, at })}</p>
    </div>
  );
}
