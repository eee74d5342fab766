"use client";

import { Icon, Menu, MenuItem, MenuLabel, MenuLine } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../api/client.tsx";
import type { Locale } from "../i18n/locales.ts";
import { paths } from "./paths.ts";
import { usePreferences } from "./preferences.ts";

/** Account, language, appearance and signing out. */
export function UserMenu({ user }: { user: { name: string; email: string } }) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex min-h-[34px] w-full min-w-0 flex-none items-center gap-2.5 rounded-2 px-2.5 text-ink-2 hover:text-ink"
        >
          <Icon name="person" />
          <span className="truncate">{user.name}</span>
        </button>
      }
    >
      <UserItems email={user.email} />
    </Menu>
  );
}

/** The same as entries of a menu. */
export function UserItems({ email }: { email: string }) {
  const t = useTranslations("nav");
  const locale = useLocale();
  const trpc = useTRPC();
  const { chooseLocale, chooseTheme } = usePreferences();
  const remember = useMutation(trpc.people.update.mutationOptions());
  const language = (choice: Locale) => {
    chooseLocale(choice);
    remember.mutate({ locale: choice });
  };
  return (
    <>
      <MenuLabel>{email}</MenuLabel>
      <MenuItem asChild>
        <Link href={paths.account()}>
          <Icon name="person" size={16} className="text-ink-3" />
          {t("account")}
        </Link>
      </MenuItem>
      <MenuItem icon="globe" onSelect={() => language(locale === "en" ? "zh-CN" : "en")}>
        {locale === "en" ? <span lang="zh-CN">中文</span> : <span lang="en">English</span>}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{t("theme")}</MenuLabel>
      <MenuItem onSelect={() => chooseTheme("light")}>{t("light")}</MenuItem>
      <MenuItem onSelect={() => chooseTheme("dark")}>{t("dark")}</MenuItem>
      <MenuItem onSelect={() => chooseTheme("system")}>{t("system")}</MenuItem>
      <MenuLine />
      <MenuItem icon="exit" onSelect={() => void signOut({ callbackUrl: paths.signIn() })}>
        {t("signOut")}
      </MenuItem>
    </>
  );
}
