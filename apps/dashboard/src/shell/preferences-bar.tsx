"use client";

import { Button, Icon, Menu, MenuItem } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { usePreferences } from "./preferences.ts";

/** Language and appearance, before anybody has signed in. */
export function PreferencesBar() {
  const t = useTranslations("nav");
  const locale = useLocale();
  const { chooseLocale, chooseTheme } = usePreferences();
  return (
    <span className="flex items-center gap-1">
      <Button look="quiet" onClick={() => chooseLocale(locale === "en" ? "zh-CN" : "en")}>
        {locale === "en" ? <span lang="zh-CN">中文</span> : <span lang="en">English</span>}
      </Button>
      <Menu
        trigger={
          <Button look="quiet" size="icon" aria-label={t("theme")}>
            <Icon name="moon" size={16} />
          </Button>
        }
      >
        <MenuItem onSelect={() => chooseTheme("light")}>{t("light")}</MenuItem>
        <MenuItem onSelect={() => chooseTheme("dark")}>{t("dark")}</MenuItem>
        <MenuItem onSelect={() => chooseTheme("system")}>{t("system")}</MenuItem>
      </Menu>
    </span>
  );
}
