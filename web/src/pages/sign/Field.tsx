import { type InputHTMLAttributes, useId, useState } from "react";
import { useTranslation } from "@/i18n/react";
import { Mark } from "@/parts/Mark";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  note?: string;
  fault?: string | undefined;
}

/** A labelled line to write in; a password may be shown. */
export function Field({ label, note, fault, type = "text", ...rest }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === "password";
  return (
    <div className="sign-field">
      <label htmlFor={id}>{label}</label>
      <div className="sign-input">
        <input
          id={id}
          type={secret && shown ? "text" : type}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault || note ? `${id}-says` : undefined}
          {...rest}
        />
        {secret && (
          <button
            type="button"
            className="button plain"
            onClick={() => setShown(!shown)}
            aria-pressed={shown}
          >
            {shown ? t("sign.hide") : t("sign.show")}
          </button>
        )}
      </div>
      <div id={`${id}-says`}>
        {fault ? (
          <p className="fault" role="alert">
            <Mark name="late" />
            {fault}
          </p>
        ) : (
          note && <p className="note">{note}</p>
        )}
      </div>
    </div>
  );
}
