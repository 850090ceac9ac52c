import { useLooks } from "@/api/registry";
import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { shortPlace } from "@/parts/place";
import { Failed, Loading } from "@/parts/states";

/** Who may see the household and who has looked: what is told to somebody who asks about themselves. */
export function Looks({ code }: { code: string }) {
  const { t } = useTranslation();
  const looks = useLooks(code, true);
  return (
    <section className="card" aria-labelledby="looks">
      <header>
        <h2 id="looks">{t("household.looks")}</h2>
        <span className="note">{t("household.looksLead")}</span>
      </header>
      {looks.isError && !looks.data ? (
        <Failed error={looks.error} again={() => looks.refetch()} />
      ) : !looks.data ? (
        <Loading rows={4} />
      ) : (
        <div className="body looks">
          <h3>{t("household.may")}</h3>
          <ul>
            {looks.data.may.map((m) => (
              <li key={`${m.name} ${m.role} ${m.division_name}`}>
                {m.name}{" "}
                <span className="note">
                  {t(`role.${m.role as "town_clerk"}`)} · {shortPlace(m.division_name)}
                </span>
              </li>
            ))}
          </ul>
          <h3>{t("household.looked")}</h3>
          {looks.data.looked.length === 0 && <p className="second">{t("household.nobody")}</p>}
          <ul>
            {looks.data.looked.map((l) => (
              <li key={`${l.at} ${l.user} ${l.field}`}>
                {l.name} <time className="note">{moment(l.at)}</time>
                <div className="note">
                  {l.what === "page" || l.what === "case" || l.what === "print"
                    ? t(`household.${l.what}`)
                    : t("household.unmask", {
                        field: t(
                          l.field === "phone"
                            ? "household.phone"
                            : l.field === "export"
                              ? "household.inExport"
                              : "household.idOf",
                        ),
                        reason: l.reason,
                      })}
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
