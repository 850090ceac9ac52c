import { useAskPeriod } from "@/api/periods";
import type { components } from "@/api/schema";
import { useWho } from "@/app/SignedIn";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";
import { shortPlace } from "@/parts/place";

/** The last day of a month, as 2025-06. */
export function lastDay(month: string): string {
  const [year = 0, m = 0] = month.split("-").map(Number);
  return `${month}-${new Date(Date.UTC(year, m, 0)).getUTCDate()}`;
}

/** The month of a day and the two behind it. */
export function monthsFrom(today: string): string[] {
  const [year = 0, m = 1] = today.split("-").map(Number);
  return [0, 1, 2].map((n) => new Date(Date.UTC(year, m - 1 + n, 1)).toISOString().slice(0, 7));
}

/** Asks that a month, or a time of collection, be locked when its last day is over. */
export function AskPeriod({
  kind,
  places,
  close,
}: {
  kind: "month" | "collection";
  places: components["schemas"]["ScopePlace"][];
  close: () => void;
}) {
  const { t } = useTranslation();
  const { today } = useWho();
  const ask = useAskPeriod();
  const named = new Map(places.map((p) => [shortPlace(p.name), p.code]));
  const where = question("division", "锁定哪里", "code", { required: true, options: [...named.keys()] });
  const asks =
    kind === "month"
      ? [where, question("day", "哪个月", "code", { required: true, options: monthsFrom(today) })]
      : [
          where,
          question("name", "采集期的名称", "text", { required: true, max: 60 }),
          question("from", "从哪天起", "date", { required: true }),
          question("day", "到哪天止", "date", { required: true }),
        ];
  return (
    <ActDialog
      title={t(kind === "month" ? "periods.askMonth" : "periods.askCollection")}
      ok={t("periods.ask")}
      lead={t("periods.askLead")}
      asks={asks}
      initial={places.length === 1 ? { division: [...named.keys()][0] ?? "" } : {}}
      busy={ask.isPending}
      error={ask.error}
      submit={(a) => {
        const day = a.day ?? "";
        ask.mutate(
          {
            division: named.get(a.division ?? "") ?? "",
            kind,
            name: a.name ?? "",
            from: kind === "month" ? `${day}-01` : (a.from ?? ""),
            day: kind === "month" ? lastDay(day) : day,
          },
          { onSuccess: close },
        );
      }}
      close={close}
    />
  );
}
