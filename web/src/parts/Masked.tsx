import { Input, Popover } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useUnmask } from "@/api/households";
import { asProblem } from "@/api/problem";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Icon } from "./Icon";
import "./masked.css";

interface Props {
  /** As the server gives it: 6 + 8 stars + 4. */
  value: string;
  household: string;
  field: string;
  allowed: boolean;
  what: string;
}

const seconds = 30;

/** A masked number. The eye asks why, shows it for 30 seconds, and what was asked is logged. */
export function Masked({ value, household, field, allowed, what }: Props) {
  const { t } = useTranslation();
  const p = usePlan();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [shown, setShown] = useState("");
  const [left, setLeft] = useState(0);
  const unmask = useUnmask(household);
  const eye = useRef<HTMLButtonElement>(null);
  const number = useRef<HTMLSpanElement>(null);
  // What one person was let see for a moment does not stay on paper.
  useEffect(() => {
    if (!shown) return;
    number.current?.focus();
    const cover = () => flushSync(() => setLeft(0));
    addEventListener("beforeprint", cover);
    return () => removeEventListener("beforeprint", cover);
  }, [shown]);
  useEffect(() => {
    if (left <= 0) {
      setShown("");
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  if (!allowed) return <span className="masked">{value}</span>;

  const ask = (e: FormEvent) => {
    e.preventDefault();
    unmask.mutate(
      { field, reason: reason.trim() },
      {
        onSuccess: (v) => {
          setShown(v.value);
          setLeft(seconds);
          setOpen(false);
          setReason("");
        },
      },
    );
  };
  const problem = unmask.error ? asProblem(unmask.error) : null;
  return (
    <span className="masked">
      <span ref={number} tabIndex={shown ? -1 : undefined} aria-live="polite">
        {shown && left > 0 ? shown : value}
      </span>
      {shown ? (
        <span className="note"> {t("mask.left", { n: left })}</span>
      ) : (
        <Popover
          open={open}
          onOpenChange={(now) => {
            setOpen(now);
            if (!now) eye.current?.focus();
          }}
          trigger="click"
          title={t("mask.title", { what })}
          content={
            <form onSubmit={ask} className="mask-form">
              <Input
                value={reason}
                onChange={(e) => setReason(e.target.value)}
                placeholder={t("mask.reason")}
                aria-label={t("mask.reason")}
                maxLength={200}
                autoFocus
              />
              {problem && <p className="fault">{p(problem.faults[0]?.says ?? problem.message)}</p>}
              <div>
                <button type="submit" className="button main" disabled={!reason.trim() || unmask.isPending}>
                  {t("mask.show", { n: seconds })}
                </button>
                <span className="note">{t("mask.logged")}</span>
              </div>
            </form>
          }
        >
          <button
            ref={eye}
            type="button"
            className="icon-button mask-eye"
            aria-label={t("mask.title", { what })}
          >
            <Icon name="eye" size={15} />
          </button>
        </Popover>
      )}
    </span>
  );
}
