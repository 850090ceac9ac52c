import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { daysLeft } from "@/phone/outbox";
import { usePhone } from "@/phone/phone";
import { useOnline } from "../visit/useOnline";

/** From so many days before a form is deleted unsent the strip says so. */
const warnDays = 4;

/** Where what was filled in is: in the phone, on its way, arrived, or in conflict. Always in sight. */
export function SyncStrip() {
  const { t } = useTranslation();
  const online = useOnline();
  const { waiting, sending, arrived, photos, photosArrived } = usePhone();
  const photosRefused = photos.filter((p) => p.state === "refused").length;
  const photosHeld = photos.length - photosRefused;
  const [held, refused, conflicts] = (["waiting", "refused", "conflict"] as const).map(
    (state) => waiting.filter((w) => w.state === state).length,
  ) as [number, number, number];
  const left = daysLeft([...waiting, ...photos], Date.now());
  const words = [
    !online && t("day.strip.offline"),
    sending
      ? t("day.strip.sending")
      : held > 0 && t(online ? "day.strip.held" : "day.strip.heldOffline", { n: held }),
    refused > 0 && t("day.strip.refused", { n: refused }),
    conflicts > 0 && t("day.strip.conflicts", { n: conflicts }),
    left !== null && left <= warnDays && t("day.strip.old", { n: left }),
    photosHeld > 0 && !sending && t("day.strip.photos", { n: photosHeld }),
    photosRefused > 0 && t("day.strip.photosRefused", { n: photosRefused }),
    arrived > 0 && t("day.strip.arrived", { n: arrived }),
    photosArrived > 0 && t("day.strip.photosArrived", { n: photosArrived }),
  ].filter((w) => typeof w === "string");
  const calm = online && waiting.length + photos.length === 0;
  return (
    <p className={calm ? "visit-strip" : "visit-strip off"} role="status">
      <Mark name={refused + conflicts + photosRefused > 0 ? "settle" : calm ? "done" : "waiting"} size={18} />
      {words.length > 0 ? words.join(" · ") : t("day.strip.nothing")}
    </p>
  );
}
