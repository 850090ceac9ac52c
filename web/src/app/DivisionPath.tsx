import { Dropdown } from "antd";
import { Link, useLocation, useParams, useSearchParams } from "react-router";
import { useCase } from "@/api/cases";
import { query } from "@/api/client";
import { lies, pathOf, useDivision, useDivisions } from "@/api/places";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Icon } from "@/parts/Icon";
import { shortPlace } from "@/parts/place";
import { useWho } from "./SignedIn";
import { useUnder } from "./useUnder";

/**
 * The division from the province down. Those in the own scope are links, the last
 * one opens what lies below it; a case shows its village.
 */
export function DivisionPath() {
  const { t } = useTranslation();
  const me = useWho();
  const under = useUnder();
  const here = useLocation().pathname;
  const id = useParams().id;
  const onCase = here.startsWith("/cases/") && id !== undefined;
  const village = useCase(onCase ? Number(id) : 0).data?.case.division ?? "";
  const [params] = useSearchParams();

  const roots = me.scope.map((s) => s.code);
  const only = roots.length === 1 ? (roots[0] ?? "") : "";
  const code = onCase ? village : under || only;
  const places = useDivisions(code ? pathOf(code) : []);
  const last = useDivision(code).data;
  const page = ["/overview", "/cases", "/precision", "/findings", "/data/changes"].includes(here)
    ? here
    : "/cases";
  const link = (to: string) => {
    const kept = page === "/cases" && !onCase ? (params.get("view") ?? "") : "";
    return `${page}${query({ view: kept, under: to === only ? "" : to })}`;
  };
  const within = (to: string) => roots.some((r) => lies(to, r));
  if (roots.length === 0) return <div className="path" />;
  return (
    <nav className="path" aria-label={t("nav.path")}>
      {!code && <strong>{t("nav.wholeScope")}</strong>}
      {places.map(({ data: place }, i) => {
        if (!place) return null;
        const isLast = i === places.length - 1;
        return (
          <span key={place.code} className={cx("path-place", i < places.length - 2 && "far")}>
            {i > 0 && <span className="path-slash">/</span>}
            {isLast ? (
              <strong title={place.name}>{shortPlace(place.name)}</strong>
            ) : within(place.code) ? (
              <Link to={link(place.code)} title={place.name}>
                {shortPlace(place.name)}
              </Link>
            ) : (
              <span className="second" title={place.name}>
                {shortPlace(place.name)}
              </span>
            )}
          </span>
        );
      })}
      {!code && <Below label={t("nav.wholeScope")} items={me.scope} link={link} />}
      {!onCase && last && last.children.length > 0 && (
        <Below label={last.name} items={last.children} link={link} />
      )}
    </nav>
  );
}

interface BelowProps {
  label: string;
  items: { code: string; name: string }[];
  link: (code: string) => string;
}

function Below({ label, items, link }: BelowProps) {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        style: { maxHeight: "60vh", overflow: "auto" },
        items: items.map((c) => ({
          key: c.code,
          label: <Link to={link(c.code)}>{shortPlace(c.name)}</Link>,
        })),
      }}
    >
      <button type="button" className="icon-button path-down" aria-label={t("nav.below", { name: label })}>
        <Icon name="down" size={14} />
      </button>
    </Dropdown>
  );
}
