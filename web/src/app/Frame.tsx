import { StyleProvider } from "@ant-design/cssinjs";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useEffect } from "react";
import { Outlet } from "react-router";
import { useTranslation } from "@/i18n/react";
import { antdTheme } from "@/theme/antd";
import { OfflineStrip } from "./OfflineStrip";
import { PrintSheet } from "./PrintSheet";
import { usePrefs } from "./prefs";
import { SideNav } from "./SideNav";
import { TopBar } from "./TopBar";
import { useFocusBack } from "./useFocusBack";
import { useNarrow, useStill } from "./useMedia";
import { useScrollers } from "./useScrollers";
import "./frame.css";

/** The desk: navigation at the left, place and date on top, the page below. */
export function Component() {
  const { t } = useTranslation();
  const { language, mode, size } = usePrefs();
  const still = useStill();
  const narrow = useNarrow();
  useScrollers(t("nav.scrolls"));
  useFocusBack();
  useEffect(() => {
    dayjs.locale(language === "zh" ? "zh-cn" : "en");
  }, [language]);
  return (
    <StyleProvider layer>
      <ConfigProvider
        locale={language === "zh" ? zhCN : enUS}
        theme={antdTheme({ mode, large: size === "large", narrow, still })}
        button={{ autoInsertSpace: false }}
      >
        <AntApp component={false}>
          <div className="frame">
            <a className="skip" href="#page">
              {t("common.skip")}
            </a>
            <SideNav />
            <PrintSheet />
            <div className="frame-right">
              <TopBar />
              <OfflineStrip />
              <main id="page" tabIndex={-1}>
                <Outlet />
              </main>
            </div>
          </div>
        </AntApp>
      </ConfigProvider>
    </StyleProvider>
  );
}
