import { Fragment, useState } from "react";
import { Link, useParams } from "react-router";
import { type Sampled, useSample } from "@/api/samples";
import { mayDraw } from "@/app/roles";
import { useWho } from "@/app/SignedIn";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";
import { BlindForm } from "./BlindForm";
import { Compared } from "./Compared";
import "./samples.css";

/** A sample's households: an evaluator fills in a form for each; then both answers stand beside each other. */
export function Component() {
  const { t } = useTranslation();
  const p = usePlan();
  const id = Number(useParams().id) || 0;
  const draws = mayDraw(useWho());
  const sample = useSample(id);
  const [open, setOpen] = useState(0);
  const [differing, setDiffering] = useState(false);
  const x = sample.data;
  if (!x) {
    return (
      <section className="card">
        {sample.isError ? (
          <Failed error={sample.error} again={() => sample.refetch()} />
        ) : (
          <Loading rows={10} />
        )}
      </section>
    );
  }
  const rows = x.households.filter((h) => !differing || h.differs > 0);
  return (
    <>
      <div className="page-head">
        <Link to="/samples">{t("samples.title")}</Link>
        <span className="second">/</span>
        <h1>{t("samples.sample", { place: p(x.sample.division_name) })}</h1>
        <span className="second">
          {t("samples.sampleLead", {
            from: x.sample.from,
            to: x.sample.to,
            size: whole(x.sample.size),
            sent: whole(x.sample.sent),
          })}
        </span>
        {draws && (
          <label className="end">
            <input type="checkbox" checked={differing} onChange={(e) => setDiffering(e.target.checked)} />{" "}
            {t("samples.onlyDiffering")}
          </label>
        )}
      </div>
      <p className="second">
        {x.sample.sent > 0
          ? t("samples.agreement", { agreed: whole(x.agreed), differing: whole(x.differing) })
          : t("samples.blind")}
      </p>
      <section className="card scroll-x">
        <table className="table">
          <caption className="hidden">{t("samples.household")}</caption>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t("samples.position")}
              </th>
              <th scope="col">{t("samples.household")}</th>
              <th scope="col">{t("samples.village")}</th>
              <th scope="col">{t("samples.state")}</th>
              <th scope="col">{t("samples.compare")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((h) => (
              <Fragment key={h.position}>
                <tr>
                  <td className="number">{h.position}</td>
                  <th scope="row" className="plain">
                    <Who of={h} />
                  </th>
                  <td>{shortPlace(p(h.division_name))}</td>
                  <td>
                    {h.sent ? (
                      <>
                        <Mark name="done" /> {t("samples.sent")}
                        {h.met !== "met" && ` · ${t(`samples.mets.${h.met as "absent"}`)}`}
                      </>
                    ) : draws ? (
                      <span className="note">{t("samples.notSent")}</span>
                    ) : (
                      <button
                        type="button"
                        className="button"
                        aria-expanded={open === h.position}
                        onClick={() => setOpen(open === h.position ? 0 : h.position)}
                      >
                        {t(open === h.position ? "samples.fold" : "samples.fill")}
                      </button>
                    )}
                  </td>
                  <td>{h.sent && <Compared rows={h.compared} />}</td>
                </tr>
                {open === h.position && !h.sent && (
                  <tr>
                    <td colSpan={5}>
                      <BlindForm sample={id} position={h.position} sent={() => setOpen(0)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Who({ of }: { of: Sampled }) {
  return of.household ? (
    <Link className="count" to={`/households/${of.household}`}>
      {of.head}
    </Link>
  ) : (
    of.head
  );
}
