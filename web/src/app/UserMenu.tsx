import { Dropdown } from "antd";
import { useNavigate } from "react-router";
import { useDivision } from "@/api/places";
import { useSignOut } from "@/api/session";
import { speak } from "@/i18n";
import { usePlan } from "@/i18n/plan";
import { useTranslation } from "@/i18n/react";
import { Icon } from "@/parts/Icon";
import { shortPlace } from "@/parts/place";
import { choose, usePrefs } from "./prefs";
import { useWho } from "./SignedIn";

/** Who is signed in; language, dark, large type, password, out. */
export function UserMenu() {
  const { t } = useTranslation();
  const p = usePlan();
  const me = useWho();
  const go = useNavigate();
  const prefs = usePrefs();
  const signOut = useSignOut();
  const grant = me.user.grants[0];
  const place = useDivision(grant?.division ?? "").data;

  const acts: Record<string, () => void> = {
    language: () => {
      const language = prefs.language === "zh" ? "en" : "zh";
      choose({ language });
      void speak(language);
    },
    mode: () => choose({ mode: prefs.mode === "dark" ? "light" : "dark" }),
    size: () => choose({ size: prefs.size === "large" ? "normal" : "large" }),
    mine: () => go("/me"),
    password: () => go("/password"),
    out: () => signOut.mutate(undefined, { onSettled: () => go("/login", { replace: true }) }),
  };
  return (
    <Dropdown
      trigger={["click"]}
      placement="topLeft"
      menu={{
        onClick: ({ key }) => acts[key]?.(),
        items: [
          { key: "language", label: t("nav.language") },
          { key: "mode", label: prefs.mode === "dark" ? t("nav.light") : t("nav.dark") },
          { key: "size", label: prefs.size === "large" ? t("nav.normal") : t("nav.large") },
          { type: "divider" },
          { key: "mine", label: t("mine.title") },
          { key: "password", label: t("nav.password") },
          { key: "out", label: t("nav.signOut") },
        ],
      }}
    >
      <button type="button" className="side-user">
        <Icon name="person" />
        <span>
          <strong>{me.user.name}</strong>
          {grant && (
            <span className="note">
              {p(grant.role_label)}
              {place && ` · ${shortPlace(place.name)}`}
            </span>
          )}
        </span>
        <span className="hidden">{t("nav.menu", { name: me.user.name })}</span>
      </button>
    </Dropdown>
  );
}
