import { Dropdown } from "antd";
import { usePassDays } from "@/api/session";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";
import { useWho } from "./SignedIn";

/** How many days somebody may let pass at once: till tomorrow, over a publicity, over the whole way, half a year. */
const leaps = [1, 6, 15, 31, 183];

/** Says that the county is invented, and lets days pass in it: a case takes weeks, who looks at it has minutes. */
export function DemoDay() {
  const { t } = useTranslation();
  const me = useWho();
  const pass = usePassDays();
  if (!me.demo) return null;
  return (
    <span className="demo">
      <span className="demo-mark">{t("common.demo")}</span>
      <Dropdown
        trigger={["click"]}
        menu={{
          onClick: ({ key }) => pass.mutate(Number(key)),
          items: leaps.map((days) => ({ key: String(days), label: t("nav.passDays", { n: days }) })),
        }}
      >
        <button type="button" className="demo-pass" disabled={pass.isPending}>
          {t("nav.pass")}
          <Icon name="down" size={12} />
        </button>
      </Dropdown>
      {pass.isError && (
        <span className="demo-failed" role="alert">
          {pass.error.message}
        </span>
      )}
    </span>
  );
}
