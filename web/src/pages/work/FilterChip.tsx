import { Dropdown } from "antd";
import { useTranslation } from "@/i18n/react";
import { cx } from "@/parts/cx";
import { Icon } from "@/parts/Icon";

interface Props {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  pick: (value: string) => void;
}

/** One condition: its menu sets it, its cross drops it. */
export function FilterChip({ label, value, options, pick }: Props) {
  const { t } = useTranslation();
  const set = options.find((o) => o.value === value);
  return (
    <span className={cx("filter-chip", set && "set")}>
      <Dropdown
        trigger={["click"]}
        menu={{
          selectable: true,
          selectedKeys: [value],
          style: { maxHeight: "60vh", overflow: "auto" },
          items: options.map((o) => ({ key: o.value, label: o.label })),
          onClick: ({ key }) => pick(key === value ? "" : key),
        }}
      >
        <button type="button">
          {label}
          {t("work.colon")}
          {set ? set.label : value || t("common.all")}
          {!set && <Icon name="down" size={12} />}
        </button>
      </Dropdown>
      {set && (
        <button type="button" aria-label={`${t("work.drop")} ${label}`} onClick={() => pick("")}>
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}
