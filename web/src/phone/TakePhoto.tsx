import { useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { shortPlace } from "@/parts/place";
import { addPhoto, forgetPhoto, usePhone } from "./phone";
import { newOnce, type Subject } from "./photos";
import { shrink } from "./shrink";
import "./photo.css";

interface Props {
  /** The case. */
  id: number;
  of: Subject;
  /** Where it is, stamped onto the photo: the whole path. */
  place: string;
}

/** Day and minute on this phone's clock. */
function minute(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

/** Takes a photo for a case, shrinks and stamps it here, and sends it or lays it into the phone. */
export function TakePhoto({ id, of, place }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const cache = useQueryClient();
  const mine = usePhone().photos.filter((x) => x.id === id);
  const [busy, setBusy] = useState(false);
  const [says, setSays] = useState<string[]>([]);
  const [sent, setSent] = useState(0);
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = "";
    if (!file) return;
    setBusy(true);
    setSays([]);
    const now = new Date();
    try {
      const data = await shrink(file, `${minute(now)} ${shortPlace(place)}`);
      const taken = { id, once: newOnce(), of, at: now.toISOString(), state: "waiting" as const, says: [] };
      if ((await addPhoto(taken, data, cache)) === "sent") setSent((n) => n + 1);
    } catch (e) {
      const problem = asProblem(e);
      setSays(
        problem.code === "offline"
          ? [t("photo.nowhere")]
          : problem.code === "unexpected"
            ? [t("photo.noPicture")]
            : problem.rest([]),
      );
    }
    setBusy(false);
  };
  const waits = mine.filter((x) => x.state === "waiting").length;
  return (
    <div className="photo">
      <label className="visit-button photo-take" aria-busy={busy}>
        {busy ? t("photo.busy") : t("photo.take", { of: p(of) })}
        <input type="file" accept="image/*" capture="environment" disabled={busy} onChange={take} />
      </label>
      <p role="status">
        {[sent > 0 && t("photo.sent", { n: sent }), waits > 0 && t("photo.waits", { n: waits })]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {says.map((s) => (
        <p key={s} className="visit-fault" role="alert">
          <Mark name="late" size={18} /> {p(s)}
        </p>
      ))}
      {mine
        .filter((x) => x.state === "refused")
        .map((x) => (
          <p key={x.once} className="visit-fault">
            <Mark name="settle" size={18} /> {t("photo.refused", { of: p(x.of) })}
            {x.says.map((s) => p(s)).join(" ")}
            <button type="button" className="visit-button" onClick={() => void forgetPhoto(x.once)}>
              {t("photo.forget")}
            </button>
          </p>
        ))}
    </div>
  );
}
