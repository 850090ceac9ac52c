import { Select } from "antd";
import type { Household } from "@/api/types";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Wrong } from "./AskChange";

interface Props {
  household: Household;
  other: Household | undefined;
  words: string[];
  chosen: Record<string, string>;
  change: (chosen: Record<string, string>) => void;
  fault: string | undefined;
}

/** What each is to the head afterwards; only what changes is asked for. */
export function Relations({ household, other, words, chosen, change, fault }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const rows = [
    ...household.members.map((m, i) => ({ key: `household ${i}`, m, of: "" })),
    ...(other?.members ?? []).map((m, i) => ({ key: `other ${i}`, m, of: other?.code ?? "" })),
  ];
  return (
    <fieldset className="ask">
      <legend>{t("changes.relations")}</legend>
      <p className="note">{t("changes.relationsLead")}</p>
      <table className="table">
        <tbody>
          {rows.map(({ key, m, of }) => (
            <tr key={key}>
              <th scope="row" className="plain">
                {m.name}{" "}
                <span className="note">
                  {p(m.relation)} {of}
                </span>
              </th>
              <td>
                <Select
                  aria-label={[of, `${m.name}（${p(m.relation)}）`, t("members.relation")]
                    .filter(Boolean)
                    .join(" · ")}
                  value={chosen[key] ?? m.relation}
                  style={{ minWidth: "10rem" }}
                  onChange={(word) => {
                    const { [key]: _, ...rest } = chosen;
                    change(word === m.relation ? rest : { ...rest, [key]: word });
                  }}
                  options={words.map((w) => ({ value: w, label: p(w) }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Wrong says={fault} />
    </fieldset>
  );
}
