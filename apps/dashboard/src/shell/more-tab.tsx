"use client";

import { Icon, Menu, MenuItem, MenuLine, tabBarLook } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "./paths.ts";
import { useStore } from "./store-provider.tsx";
import { StoreItems } from "./store-switcher.tsx";
import { UserItems } from "./user-menu.tsx";

/** The phone's last tab: settings, the storefront, other stores and one's account. */
export function MoreTab({
  stores,
  email,
  isOn,
}: {
  stores: readonly { handle: string; name: string }[];
  email: string;
  isOn: boolean;
}) {
  const t = useTranslations("nav");
  const { handle, url } = useStore();
  return (
    <Menu
      className="max-h-[80dvh] overflow-y-auto"
      trigger={
        <button type="button" className={tabBarLook(isOn)}>
          <Icon name="menu" size={22} />
          {t("more")}
        </button>
      }
    >
      <MenuItem asChild>
        <Link href={paths.inventory(handle)}>
          <Icon name="layers" size={16} className="text-ink-3" />
          {t("inventory")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={paths.giftCards(handle)}>
          <Icon name="gift" size={16} className="text-ink-3" />
          {t("giftCards")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={paths.settings(handle)}>
          <Icon name="gear" size={16} className="text-ink-3" />
          {t("settings")}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <a href={url} target="_blank" rel="noreferrer">
          <Icon name="storefront" size={16} className="text-ink-3" />
          {t("storefront")}
        </a>
      </MenuItem>
      <MenuLine />
      <StoreItems stores={stores} />
      <MenuLine />
      <UserItems email={email} />
    </Menu>
  );
}
