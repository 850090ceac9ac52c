import { type Difference, useSettle } from "@/api/national";
import { ActDialog } from "@/forms/ActDialog";
import { question } from "@/forms/question";
import { useTranslation } from "@/i18n/react";

const sides = { 本系统对: "ours", 国家系统对: "theirs", 按案件办理: "case" } as const;

/** Who is right about the chosen differences, and why. */
export function SettleDialog({ of, done, close }: { of: Difference[]; done: () => void; close: () => void }) {
  const { t } = useTranslation();
  const act = useSettle();
  const cases = of.every((d) => d.by_case);
  const none = of.every((d) => !d.by_case);
  const may = Object.keys(sides).filter((s) => (s === "国家系统对" ? !cases : s !== "按案件办理" || !none));
  const asks = [
    question("side", "谁对", "code", { required: true, options: may }),
    question("reason", "理由", "text", { required: true, max: 200 }),
    ...(of.length === 1 && !of[0]?.alone && !cases
      ? [question("request", "已提出的变更申请号", "int", { max: 12 })]
      : []),
  ];
  return (
    <ActDialog
      title={t("national.settle", { n: of.length })}
      ok={t("national.settleOk")}
      lead={t("national.settleLead")}
      asks={asks}
      busy={act.isPending}
      error={act.error}
      submit={(a) =>
        act.mutate(
          {
            differences: of.map(({ id, version }) => ({ id, version })),
            side: sides[(a.side ?? "本系统对") as keyof typeof sides],
            reason: a.reason ?? "",
            ...(a.request ? { request: Number(a.request) } : {}),
          },
          {
            onSuccess: () => {
              done();
              close();
            },
          },
        )
      }
      close={close}
    />
  );
}
