import { useKeys } from "@/api/upkeep";
import { useTranslation } from "@/i18n/react";
import { dayOf, moment } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Failed, Loading } from "@/parts/states";
import { Commands } from "../backups/Commands";
import "../backups/upkeep.css";

/** Which key seals what is kept and when it was changed; never the key. */
export function Component() {
  const { t } = useTranslation();
  const read = useKeys();
  const k = read.data;
  if (!k) {
    return (
      <section className="card">
        {read.isError ? <Failed error={read.error} again={() => read.refetch()} /> : <Loading rows={6} />}
      </section>
    );
  }
  const last = k.rotations[0];
  return (
    <>
      <div className="page-head">
        <h1>{t("secrets.title")}</h1>
        <span className="second">{t("secrets.lead")}</span>
      </div>
      <section className="card upkeep" aria-label={t("secrets.title")}>
        <p>
          {last
            ? t("secrets.rotated", { at: `${dayOf(last.at).slice(0, 4)}-${moment(last.at)}` })
            : t("secrets.neverRotated")}{" "}
          {t(k.from_file ? "secrets.inFile" : "secrets.inEnvironment")}
        </p>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("secrets.id")}</th>
              <th scope="col">{t("secrets.state")}</th>
            </tr>
          </thead>
          <tbody>
            {k.keys.map((x) => (
              <tr key={x.id}>
                <th scope="row" className="plain">
                  <code>{x.id}</code>
                </th>
                <td>
                  <span className="hit-status">
                    <Mark name={x.current ? "done" : "in_time"} />
                    {t(x.current ? "secrets.current" : "secrets.older")}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="note">{t("secrets.hash")}</p>
      </section>
      <section className="card upkeep" aria-labelledby="keys-how">
        <h2 id="keys-how">{t("secrets.how")}</h2>
        <Commands
          lines={[
            {
              says: t(k.from_file ? "secrets.rotate" : "secrets.reseal"),
              command: "dixian keys rotate --data DIR",
            },
          ]}
        />
        <p className="note">{t("secrets.keep")}</p>
      </section>
    </>
  );
}
