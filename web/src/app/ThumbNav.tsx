import { Dropdown } from "antd";
import { Link } from "react-router";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Icon } from "@/parts/Icon";
import { usePrefs } from "./prefs";
import { type Entry, SideLink } from "./SideLink";

/** The navigation under the thumb: what is used most, the rest behind one button. */
export function ThumbNav({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation();
  const room = usePrefs().size === "large" ? 3 : 4;
  const rest = entries.length > room + 1 ? entries.slice(room) : [];
  const first = entries.slice(0, entries.length - rest.length);
  return (
    <ul>
      {first.map((e) => (
        <li key={e.to}>
          <SideLink entry={e} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Dropdown
            trigger={["click"]}
            placement="topRight"
            menu={{
              selectedKeys: rest.filter((e) => e.here).map((e) => e.to),
              items: rest.map((e) => ({ key: e.to, label: <Link to={e.to}>{e.label}</Link> })),
            }}
          >
            <button type="button" className={cx("side-link", rest.some((e) => e.here) && "here")}>
              <Icon name="more" />
              <span>{t("nav.more")}</span>
            </button>
          </Dropdown>
        </li>
      )}
    </ul>
  );
}
