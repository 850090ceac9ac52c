import { useTranslation } from "@/i18n/react";
import { moment } from "@/parts/format";
import { Mark } from "@/parts/Mark";
import { useOnline } from "./useOnline";

interface Props {
  /** When the draft was last kept; empty before the first change. */
  at: string;
  kept: boolean;
  sending: boolean;
}

/** Where what was filled in is: always in sight. */
export function SaveStrip({ at, kept, sending }: Props) {
  const { t } = useTranslation();
  const online = useOnline();
  const time = at ? moment(at).slice(6) : "";
  const words = sending
    ? t("visit.sending")
    : !kept
      ? t("visit.notKept")
      : at
        ? t(online ? "visit.kept" : "visit.keptOffline", { at: time })
        : t(online ? "visit.fresh" : "visit.freshOffline");
  return (
    <p className={online && kept ? "visit-strip" : "visit-strip off"} role="status">
      <Mark name={online && kept ? (at ? "done" : "in_time") : "waiting"} size={18} />
      {words}
    </p>
  );
}
