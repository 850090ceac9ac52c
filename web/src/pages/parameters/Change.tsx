import type { Setting } from "@/api/parameters";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";

/** From what holds to what is asked for. Once decided, what holds today says nothing about the request. */
export function Change({ request: r }: { request: Setting }) {
  const { t } = useTranslation();
  const p = usePlan();
  const value = `${r.value} ${p(r.unit)}`.trim();
  if (r.state !== "pending") return <>{value}</>;
  return <>{t("parameters.change", { now: r.now || t("parameters.none"), value })}</>;
}
