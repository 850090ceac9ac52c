import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";
import { unlock } from "./phone";
import { mostWrong } from "./vault";

/** A PIN as it is asked for: six digits. */
export const pinPattern = /^\d{6}$/;

/** Opens the phone's store. */
export function PinForm() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const id = useId();
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<number | null>(null);
  const open = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setLeft(await unlock(pin, cache));
    setPin("");
    setBusy(false);
  };
  return (
    <main className="phone pin">
      <h1>{t("day.pin.title")}</h1>
      <form onSubmit={open}>
        <label htmlFor={id}>{t("day.pin.ask")}</label>
        <input
          id={id}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={pin}
          onChange={(e) => setPin(e.target.value)}
          aria-invalid={left !== null || undefined}
        />
        {left !== null && (
          <p className="visit-fault" role="alert">
            <Mark name="late" size={18} /> {t("day.pin.wrong", { left })}
          </p>
        )}
        <button type="submit" className="visit-button main" disabled={busy || !pinPattern.test(pin)}>
          {busy ? t("day.pin.opening") : t("day.pin.open")}
        </button>
      </form>
      <p>{t("day.pin.note", { n: mostWrong })}</p>
    </main>
  );
}
