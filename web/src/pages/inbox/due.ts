import type { TFunction } from "i18next";
import type { DueItem } from "@/api/inbox";
import type { MarkName } from "@/parts/Mark";
import "@/parts/chip.css";

/** Where an item is dealt with; null: nowhere, a transfer is answered by the API alone. */
export function opens({ kind, id }: Pick<DueItem, "kind" | "id">): string | null {
  switch (kind) {
    case "change":
      return `/changes/${id}`;
    case "changes":
      return "/changes";
    case "declaration":
      return "/declarations?state=waiting";
    case "transfer":
      return null;
    case "correction":
      return "/corrections";
    case "parameter":
      return `/parameters/${id}`;
    case "difference":
      return "/national";
    case "export":
      return "/exports";
    case "period":
      return "/periods";
    case "complaint":
      return "/complaints";
    case "question":
      return "/questions";
    case "delivery":
      return "/deliveries";
    default:
      return `/cases/${id}`;
  }
}

/** Shape, tone and words of how an item stands against its last day. */
export function dueWords(
  item: Pick<DueItem, "light" | "days_left">,
  t: TFunction,
): { mark: MarkName; tone: string; words: string } {
  const left = item.days_left ?? 0;
  if (item.light === "paused") return { mark: "waiting", tone: "wait", words: t("work.paused") };
  if (item.light === "late") return { mark: "late", tone: "late", words: t("work.late", { n: -left }) };
  if (item.days_left === null || item.light === "none")
    return { mark: "todo", tone: "calm", words: t("work.noLimit") };
  const words = left === 0 ? t("work.dueToday") : t("work.left", { n: left });
  return item.light === "past_half" || left === 0
    ? { mark: "past_half", tone: "half", words }
    : { mark: "in_time", tone: "calm", words };
}
