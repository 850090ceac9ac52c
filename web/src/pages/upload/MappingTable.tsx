import type { Preview } from "@/api/deliveries";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { type Choices, samples, twice } from "./mapping";

interface Props {
  preview: Preview;
  choices: Choices;
  change: (choices: Choices) => void;
  disabled: boolean;
}

/** Each header of the file, what it is read as, and what stands under it. */
export function MappingTable({ preview, choices, change, disabled }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const double = twice(choices);
  const how = (h: Preview["header"][number]) => {
    const now = choices[h.header] ?? "";
    if (double.includes(h.header)) return "twice";
    if (now === "") return "none";
    return now === h.key ? h.how : "chosen";
  };
  return (
    <div className="scroll-x">
      <table className="table mapping">
        <caption className="hidden">{t("delivery.map.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("delivery.map.header")}</th>
            <th scope="col">{t("delivery.map.readAs")}</th>
            <th scope="col">{t("delivery.map.how")}</th>
            <th scope="col">{t("delivery.map.samples")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.header.map((h, at) => (
            <tr key={h.header}>
              <th scope="row" className="plain">
                {h.header}
              </th>
              <td>
                <select
                  aria-label={t("delivery.map.readAsOf", { header: h.header })}
                  value={choices[h.header] ?? ""}
                  disabled={disabled}
                  onChange={(e) => change({ ...choices, [h.header]: e.target.value })}
                >
                  <option value="">{t("delivery.map.none")}</option>
                  {preview.columns.map((c) => (
                    <option key={c.key} value={c.key}>
                      {p(c.label)}
                      {c.required ? " *" : ""}
                    </option>
                  ))}
                </select>
              </td>
              <td className={`map-how ${how(h)}`}>{t(`delivery.map.hows.${how(h)}`)}</td>
              <td className="second map-samples">{samples(preview, at).join(" · ") || "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
