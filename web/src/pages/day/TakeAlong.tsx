import { type FormEvent, useId, useState } from "react";
import { useWho } from "@/app/SignedIn";
import { useTranslation } from "@/i18n/react";
import { pinPattern } from "@/phone/PinForm";
import { begin } from "@/phone/phone";
import { canKeep } from "@/phone/vault";

/** Takes the day into the phone, behind a PIN, so that it works without a network. */
export function TakeAlong() {
  const { t } = useTranslation();
  const me = useWho();
  const id = useId();
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const make = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    await begin(pin, me);
    setBusy(false);
  };
  if (!canKeep()) return <p className="day-take">{t("day.take.unsafe")}</p>;
  return (
    <details className="day-take">
      <summary>{t("day.take.title")}</summary>
      <form onSubmit={make}>
        <p>{t("day.take.note")}</p>
        <label htmlFor={id}>{t("day.take.pin")}</label>
        <input
          id={id}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={pin}
          onChange={(e) => setPin(e.target.value)}
        />
        <label htmlFor={`${id}-again`}>{t("day.take.again")}</label>
        <input
          id={`${id}-again`}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={again}
          onChange={(e) => setAgain(e.target.value)}
        />
        <button
          type="submit"
          className="visit-button main"
          disabled={busy || !pinPattern.test(pin) || pin !== again}
        >
          {t("day.take.act")}
        </button>
      </form>
    </details>
  );
}
