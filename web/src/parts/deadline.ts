import type { TFunction } from "i18next";
import type { CaseRow } from "@/api/types";
import { addDays, daysBetween, shortDay } from "./format";
import type { MarkName } from "./Mark";

/** What a deadline chip says: shape, words, and how much of the time has gone (0–1). */
export interface Deadline {
  mark: MarkName;
  tone: "late" | "half" | "calm" | "wait" | "done";
  words: string;
  gone: number | null;
}

type Clocked = Pick<
  CaseRow,
  "light" | "days_left" | "state_since" | "due_on" | "posted_on" | "paused_on" | "state" | "cleared_on"
>;

/** Days a publicity must still hang before anybody may go on; null where none runs. */
export function publicityLeft(
  c: Pick<CaseRow, "state" | "posted_on">,
  today: string,
  full = 5,
): number | null {
  if (!c.posted_on || !/publicity$/.test(c.state)) return null;
  const left = daysBetween(today, addDays(c.posted_on, full + 1));
  return left > 0 ? left : null;
}

/** The chip of a case on a day. */
export function deadline(c: Clocked, today: string, final: boolean, t: TFunction): Deadline {
  const gone = share(c.state_since, c.due_on, c.paused_on || today);
  if (final)
    return {
      mark: "done",
      tone: "done",
      words: t("work.ended", { day: shortDay(c.state_since, today) }),
      gone: null,
    };
  if (c.light === "paused") return { mark: "waiting", tone: "wait", words: t("work.paused"), gone };
  const left = c.days_left ?? 0;
  if (c.light === "late") return { mark: "late", tone: "late", words: t("work.late", { n: -left }), gone: 1 };
  const waits = publicityLeft(c, today);
  if (waits !== null) return { mark: "waiting", tone: "wait", words: t("work.mustHang", { n: waits }), gone };
  if (c.light === "none" || c.days_left === null)
    return { mark: "in_time", tone: "calm", words: t("work.noLimit"), gone: null };
  const words = left === 0 ? t("work.dueToday") : t("work.left", { n: left });
  return c.light === "past_half" || left === 0
    ? { mark: "past_half", tone: "half", words, gone }
    : { mark: "in_time", tone: "calm", words, gone };
}

function share(since: string, due: string, today: string): number | null {
  if (!since || !due) return null;
  const whole = daysBetween(since, due);
  // A limit of the same day has gone by when its day is there.
  if (whole <= 0) return 1;
  return Math.min(1, Math.max(0.02, daysBetween(since, today) / whole));
}
