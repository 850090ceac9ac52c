import { useBackups } from "@/api/upkeep";
import { useTranslation } from "@/i18n/react";
import { dayOf, moment, whole } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { Failed, Loading } from "@/parts/states";
import { Commands } from "./Commands";
import "./upkeep.css";

/** How old the newest backup is, those before it, and how one is made and put back. */
export function Component() {
  const { t } = useTranslation();
  const read = useBackups();
  const b = read.data;
  if (!b) {
    return (
      <section className="card">
        {read.isError ? <Failed error={read.error} again={() => read.refetch()} /> : <Loading rows={6} />}
      </section>
    );
  }
  const when = (at: string) => `${dayOf(at).slice(0, 4)}-${moment(at)}`;
  return (
    <>
      <div className="page-head">
        <h1>{t("backups.title")}</h1>
        <span className="second">{t("backups.lead")}</span>
      </div>
      <p className={b.overdue ? "upkeep-state late" : "upkeep-state"} role="status">
        <Mark name={b.overdue ? "late" : "done"} size={14} />
        {b.age < 0
          ? t("backups.never")
          : b.overdue
            ? t("backups.overdue", { n: b.age, every: b.every })
            : t(b.age === 0 ? "backups.today" : "backups.fresh", { n: b.age })}
      </p>
      {b.backups.length > 0 && (
        <section className="card upkeep" aria-label={t("backups.past")}>
          <div className="scroll-x">
            <table className="table">
              <caption className="hidden">{t("backups.past")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("backups.at")}</th>
                  <th scope="col" className="number">
                    {t("backups.seq")}
                  </th>
                  <th scope="col">{t("backups.key")}</th>
                </tr>
              </thead>
              <tbody>
                {b.backups.map((x) => (
                  <tr key={`${x.at} ${x.seq}`}>
                    <td>{when(x.at)}</td>
                    <td className="number">{whole(x.seq)}</td>
                    <td>{t(x.with_key ? "backups.withKey" : "backups.withoutKey")}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {b.restores.length > 0 && (
        <p className="upkeep-note">
          {t("backups.restored", { at: b.restores.map((r) => when(r.at)).join(t("work.comma")) })}
        </p>
      )}
      <section className="card upkeep" aria-labelledby="backups-how">
        <h2 id="backups-how">{t("backups.how")}</h2>
        <p>{t("backups.where")}</p>
        <Commands
          lines={[
            { says: t("backups.make"), command: "dixian backup --data DIR FILE" },
            { says: t("backups.test"), command: "dixian restore --data EMPTY FILE" },
            { says: t("backups.replace"), command: "dixian restore --data DIR --replace FILE" },
          ]}
        />
        <p className="note">{t("backups.keysApart")}</p>
      </section>
    </>
  );
}
