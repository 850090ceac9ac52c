import type { Sampled } from "@/api/samples";
import { useTranslation } from "@/i18n/react";

/** Both answers where they differ, and how many agree. */
export function Compared({ rows }: { rows: Sampled["compared"] }) {
  const { t } = useTranslation();
  const said = (name: string, value: string) =>
    name === "members" ? value : t(`samples.answers.${value as "ok"}`);
  return (
    <>
      {rows
        .filter((c) => !c.agree)
        .map((c) => (
          <span key={c.name} className="compared">
            <strong>{t(`samples.names.${c.name as "risk"}`)}</strong>{" "}
            {t("samples.said", { said: said(c.name, c.said), held: said(c.name, c.held) })}
          </span>
        ))}
      <span className="note">{t("samples.same", { n: rows.filter((c) => c.agree).length })}</span>
    </>
  );
}
