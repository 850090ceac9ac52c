import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/i18n/react";
import { useOnline } from "@/pages/visit/useOnline";
import { moment } from "@/parts/format";
import { Mark } from "@/parts/Mark";

/** Without a network: of when what is shown is, and that nothing can be changed meanwhile. */
export function OfflineStrip() {
  const { t } = useTranslation();
  const cache = useQueryClient().getQueryCache();
  if (useOnline()) return null;
  const read = Math.max(0, ...cache.getAll().map((q) => q.state.dataUpdatedAt));
  return (
    <p className="offline-strip" role="status">
      <Mark name="waiting" />
      {t("state.offlineSince", { at: moment(new Date(read).toISOString()) })}
    </p>
  );
}
