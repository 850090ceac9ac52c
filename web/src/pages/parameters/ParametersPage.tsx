import { useState } from "react";
import { type Parameter, useParameters } from "@/api/parameters";
import { useUnder } from "@/app/useUnder";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { AskDialog } from "./AskDialog";
import { ParameterRow } from "./ParameterRow";
import { Requests } from "./Requests";
import "./parameters.css";

/** Every parameter with what holds today and by which document, and the requests to change them. */
export function Component() {
  const { t } = useTranslation();
  const read = useParameters(useUnder());
  const [asking, setAsking] = useState<Parameter | null>(null);
  const list = read.data;
  if (read.isError && !list) {
    return (
      <section className="card">
        <Failed error={read.error} again={() => read.refetch()} />
      </section>
    );
  }
  if (!list) {
    return (
      <section className="card">
        <Loading rows={10} />
      </section>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>{t("parameters.title")}</h1>
        <span className="second">{t("parameters.lead", { place: shortPlace(list.name) })}</span>
      </div>
      <Requests />
      <section className="card" aria-label={t("parameters.title")}>
        <div className="scroll-x">
          <table className="table parameters">
            <thead>
              <tr>
                <th scope="col">{t("parameters.name")}</th>
                <th scope="col" className="number">
                  {t("parameters.value")}
                </th>
                <th scope="col">{t("parameters.number")}</th>
                <th scope="col">{t("parameters.setBy")}</th>
                <th scope="col">
                  <span className="hidden">{t("parameters.acts")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.parameters.map((x) => (
                <ParameterRow key={x.parameter} parameter={x} ask={() => setAsking(x)} />
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {asking && <AskDialog parameter={asking} division={list.division} close={() => setAsking(null)} />}
    </>
  );
}
