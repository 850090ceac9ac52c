import { NavLink } from "react-router";
import { useUnread } from "@/api/inbox";
import { useTranslation } from "@/i18n/react";
import { whole } from "@/parts/format";
import { Icon } from "@/parts/Icon";

/** The way to one's inbox, with how many messages nobody has read. */
export function InboxLink() {
  const { t } = useTranslation();
  const unread = useUnread().data ?? 0;
  return (
    <NavLink
      to="/inbox"
      className="top-inbox"
      aria-label={unread > 0 ? t("inbox.linkUnread", { n: unread }) : t("inbox.title")}
    >
      <Icon name="inbox" />
      <span>{t("inbox.title")}</span>
      {unread > 0 && <span className="top-unread">{unread > 99 ? "99+" : whole(unread)}</span>}
    </NavLink>
  );
}
