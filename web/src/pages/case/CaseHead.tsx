import { Link, useNavigate } from "react-router";
import type { Case, Me } from "@/api/types";
import { mayUnmask } from "@/app/roles";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";
import { Masked } from "@/parts/Masked";
import { shortPlace } from "@/parts/place";
import type { placeInList } from "../work/trail";

interface Props {
  file: Case;
  me: Me;
  place: ReturnType<typeof placeInList>;
}

/** Which household it is, where, and what of it may be printed. */
export function CaseHead({ file, me, place }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const go = useNavigate();
  const { case: c, household: h } = file;
  const together = h.members.filter((m) => m.living_together).length;
  const headAt = Math.max(
    0,
    h.members.findIndex((m) => m.relation === "户主"),
  );
  const unmask = mayUnmask(me);
  const final = me.flow.states.find((s) => s.name === c.state)?.final ?? false;
  return (
    <header className="case-head">
      <nav className="case-trail no-print" aria-label={t("case.trail")}>
        <Link to={place?.list ?? "/cases"}>{t("nav.cases")}</Link>
        <span className="second">
          {" / "}
          {t("case.number", { id: c.id })}
          {place && ` · ${t("case.place", { at: whole(place.at), total: whole(place.total) })}`}
        </span>
        {place && (
          <>
            <button
              type="button"
              className="case-step"
              disabled={!place.before}
              onClick={() => place.before && go(`/cases/${place.before}`)}
              aria-label={t("case.before")}
            >
              <kbd>K</kbd>
            </button>
            <button
              type="button"
              className="case-step"
              disabled={!place.after}
              onClick={() => place.after && go(`/cases/${place.after}`)}
              aria-label={t("case.after")}
            >
              <kbd>J</kbd>
            </button>
          </>
        )}
      </nav>
      <div className="case-title">
        <h1>{t("case.of", { name: c.head })}</h1>
        <span className="tag">{p(h.kind)}</span>
        <span className="tag">{t("case.together", { n: together })}</span>
        <span className="tag selected">{p(c.state_label)}</span>
        {c.object_type && (c.identified_on || !final) && (
          <span className="tag outline">
            {c.identified_on ? p(c.object_type) : t("case.proposed", { type: p(c.object_type) })}
          </span>
        )}
        {c.round > 1 && <span className="tag outline">{t("case.round", { n: c.round })}</span>}
        {file.documents.length > 0 && (
          <a className="button case-print" href="#documents">
            <Icon name="print" />
            {t("documents.title")}
          </a>
        )}
      </div>
      <p className="case-where">
        <span title={h.division_name}>{shortPlace(c.division_name)}</span>
        {h.group && ` ${h.group}`}
        <span className="case-dot">·</span>
        {t("case.idOf")}{" "}
        <Masked
          value={h.members[headAt]?.number ?? "—"}
          household={h.code}
          field={`members.${headAt}.number`}
          allowed={unmask && (h.members[headAt]?.has_id ?? false)}
          what={t("case.idOf")}
        />
        <span className="case-dot">·</span>
        {t("case.phone")}{" "}
        <Masked
          value={h.phone || "—"}
          household={h.code}
          field="phone"
          allowed={unmask && h.phone !== ""}
          what={t("case.phone")}
        />
        <span className="case-dot">·</span>
        {t("case.code")} <Link to={`/households/${h.code}`}>{h.code}</Link>
      </p>
    </header>
  );
}
