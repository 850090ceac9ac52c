import type { User } from "@/api/types";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { moment } from "@/parts/format";
import { Mark, type MarkName } from "@/parts/Mark";

/** Whether somebody can sign in, and if not, why and until when. */
export function State({ user: u }: { user: User }) {
  const { t } = useTranslation();
  const [mark, says]: [MarkName, string] = u.disabled
    ? ["late", t("users.disabled")]
    : u.locked_until
      ? ["late", t("users.locked", { until: moment(u.locked_until) })]
      : u.must_change
        ? ["settle", t("users.oneTime")]
        : ["done", t("users.active")];
  return (
    <span className={cx("hit-status", (u.must_change || u.locked_until) && !u.disabled && "pending")}>
      <Mark name={mark} />
      {says}
    </span>
  );
}
