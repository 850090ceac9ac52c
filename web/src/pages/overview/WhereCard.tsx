import { Link, useSearchParams } from "react-router";
import { query } from "@/api/client";
import { useTiles } from "@/api/overview";
import type { DivisionCount, HouseholdCount } from "@/api/types";
import { useAsOf } from "@/app/useAsOf";
import { useTranslation } from "@/i18n/react";
import { Loading } from "@/parts/states";
import { MapCard } from "./map/MapCard";
import { PlacesTable } from "./PlacesTable";

interface Props {
  /** Most late first. */
  divisions: DivisionCount[];
  households: ReadonlyMap<string, HouseholdCount>;
  marks: string[];
  links: boolean;
  under: string;
  level: "province" | "prefecture" | "county" | "town" | "village";
}

/** Where it is: a map of counties, the same numbers as a table, and below a county the table alone. */
export function WhereCard({ divisions, households, marks, links, under, level }: Props) {
  const { t } = useTranslation();
  const as_of = useAsOf();
  const asTable = useSearchParams()[0].get("show") === "table";
  const mapped = level === "province" || level === "prefecture";
  const tiles = useTiles(mapped).data;
  const map = mapped && !asTable;
  return (
    <section className="card" aria-labelledby="places">
      <header>
        <h2 id="places">{t(`overview.placesOf.${level}`)}</h2>
        {!map && <span className="note">{t("overview.placesLead")}</span>}
        {mapped && (
          <Link className="end" to={`/overview${query({ as_of, under, show: map ? "table" : undefined })}`}>
            {map ? t("overview.asTable") : t("overview.asMap")}
          </Link>
        )}
      </header>
      <div className="body">
        {!map ? (
          divisions.length === 0 ? (
            <p className="second">{t("overview.noPlaces")}</p>
          ) : (
            <PlacesTable divisions={divisions} households={households} links={links} />
          )
        ) : tiles ? (
          <MapCard
            tiles={tiles}
            divisions={divisions}
            households={households}
            marks={marks}
            whole={level === "province"}
          />
        ) : (
          <Loading rows={10} />
        )}
      </div>
    </section>
  );
}
