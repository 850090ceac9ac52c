import { useTranslation } from "react-i18next";
import { Mark } from "@/parts/Mark";
import { usePhone } from "@/phone/phone";
import { useOnline } from "../visit/useOnline";

/** Where what was filled in is: in the phone, on its way, arrived, or in conflict. Always in sight. */
export function SyncStrip() {
  const { t } = useTranslation();
  const online = useOnline();
  const { waiting, sending, arrived } = usePhone();
  const conflicts = waiting.filter((w) => w.state !== "waiting").length;
  const held = waiting.length - conflicts;
  const words = [
    !online && t("day.strip.offline"),
    sending
      ? t("day.strip.sending")
      : held > 0 && t(online ? "day.strip.held" : "day.strip.heldOffline", { n: held }),
    conflicts > 0 && t("day.strip.conflicts", { n: conflicts }),
    arrived > 0 && t("day.strip.arrived", { n: arrived }),
  ].filter((w) => typeof w === "string");
  const calm = online && held === 0 && conflicts === 0;
  return (
    <p className={calm ? "visit-strip" : "visit-strip off"} role="status">
      <Mark name={conflicts > 0 ? "settle" : calm ? "done" : "waiting"} size={18} />
      {words.length > 0 ? words.join(" · ") : t("day.strip.nothing")}
    </p>
  );
}
