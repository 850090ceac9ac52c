import type { Me } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Empty } from "@/parts/states";
import { boardFilters, type Filter, noBoard } from "./useFilter";

interface Props {
  me: Me;
  filter: Filter;
  change: (c: Partial<Filter>) => void;
  /** Open cases in the whole scope. */
  all: number;
}

/** Why a list is empty, and which condition to drop. */
export function Nothing({ filter, change, all }: Props) {
  const { t } = useTranslation();
  const boarded = boardFilters.some((name) => filter[name]);
  const narrowed =
    boarded || filter.urgency || filter.rule || filter.q || filter.state || filter.late || filter.under;
  const clear = { ...noBoard, urgency: "", rule: "", q: "", state: "", late: false, under: "" };
  if (narrowed) {
    return (
      <Empty
        title={t("work.noMatch")}
        acts={
          <>
            {filter.q && (
              <button type="button" className="button" onClick={() => change({ q: "" })}>
                {t("work.dropOne", { what: filter.q })}
              </button>
            )}
            {filter.rule && (
              <button type="button" className="button" onClick={() => change({ rule: "" })}>
                {t("work.dropOne", { what: t("work.rule") })}
              </button>
            )}
            {filter.urgency && (
              <button type="button" className="button" onClick={() => change({ urgency: "" })}>
                {t("work.dropOne", { what: t("work.urgency") })}
              </button>
            )}
            <button type="button" className="button" onClick={() => change(clear)}>
              {t("work.dropAll")}
            </button>
          </>
        }
      >
        {t("work.noMatchHow")}
      </Empty>
    );
  }
  return (
    <Empty
      title={
        filter.view === "mine"
          ? t("work.nothingMine")
          : filter.view === "late"
            ? t("work.nothingLate")
            : t("work.nothing")
      }
      acts={
        filter.view !== "open" && (
          <button type="button" className="button" onClick={() => change({ view: "open" })}>
            {t("work.seeOpen", { n: whole(all) })}
          </button>
        )
      }
    >
      {t("work.nothingHow")}
    </Empty>
  );
}
