import { Link } from "react-router";
import { cx } from "@/parts/cx";
import { whole } from "@/parts/format";
import { Icon, type IconName } from "@/parts/Icon";

/** A page that the navigation leads to. */
export interface Entry {
  to: string;
  icon: IconName;
  label: string;
  here: boolean;
  count?: number;
}

export function SideLink({ entry: e }: { entry: Entry }) {
  return (
    <Link to={e.to} className={cx("side-link", e.here && "here")} aria-current={e.here ? "page" : undefined}>
      <Icon name={e.icon} />
      <span>{e.label}</span>
      {e.count !== undefined && <span className="side-count">{whole(e.count)}</span>}
    </Link>
  );
}
