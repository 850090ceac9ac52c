import { Select } from "antd";
import { useDivision } from "@/api/places";
import { useWho } from "@/app/SignedIn";
import { useUnder } from "@/app/useUnder";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";

/** Whether a code is a village's. */
export const isVillage = (code: string) => code !== "" && !code.endsWith("000");

/** The division a person stands in: that of the page, or the own. */
export function useHere(): string {
  const me = useWho();
  return useUnder() || me.user.grants[0]?.division || "";
}

/** Narrows from the place one stands in down to a village, level by level. */
export function Village({
  id,
  value,
  change,
}: {
  id: string;
  value: string;
  change: (code: string) => void;
}) {
  const { t } = useTranslation();
  const place = useDivision(value).data;
  if (isVillage(value)) return <strong id={id}>{shortPlace(place?.name ?? value)}</strong>;
  return (
    <Select
      id={id}
      style={{ width: "100%" }}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("declarations.choose", { place: place?.name ?? "" })}
      value={null}
      onChange={(code: string | null) => code && change(code)}
      options={(place?.children ?? []).map((c) => ({ value: c.code, label: shortPlace(c.name) }))}
    />
  );
}
