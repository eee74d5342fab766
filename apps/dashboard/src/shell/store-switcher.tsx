"use client";

import { Icon, Menu, MenuItem, MenuLabel, MenuLine, Seal } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "./paths.ts";
import { useStore } from "./store-provider.tsx";

/** The store that is open, and the way to the others. */
export function StoreSwitcher({ stores }: { stores: readonly { handle: string; name: string }[] }) {
  const t = useTranslations("nav");
  const store = useStore();
  return (
    <Menu
      align="start"
      className="w-[212px]"
      trigger={
        <button
          type="button"
          className="flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-2 px-2 font-semibold text-ink text-section hover:bg-neutral-soft"
        >
          <Seal name={store.name} />
          <span className="min-w-0 text-left">
            <span className="block truncate">{store.name}</span>
            {store.isTest ? (
              <span className="block font-normal text-info text-tiny">{t("testStore")}</span>
            ) : null}
          </span>
          <Icon name="down" size={16} className="ml-auto text-ink-3" />
        </button>
      }
    >
      <StoreItems stores={stores} />
    </Menu>
  );
}

/** The stores one works in, and the way to another, as entries of a menu. */
export function StoreItems({ stores }: { stores: readonly { handle: string; name: string }[] }) {
  const t = useTranslations("nav");
  const store = useStore();
  return (
    <>
      <MenuLabel>{t("switchStore")}</MenuLabel>
      {stores.map(({ handle, name }) => (
        <MenuItem key={handle} asChild>
          <Link href={paths.home(handle)} aria-current={handle === store.handle ? "true" : undefined}>
            <Seal name={name} size={20} />
            <span className="truncate">{name}</span>
            {handle === store.handle ? <Icon name="check" size={16} className="ml-auto" /> : null}
          </Link>
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem asChild>
        <Link href={paths.newStore()}>
          <Icon name="plus" size={16} />
          {t("newStore")}
        </Link>
      </MenuItem>
    </>
  );
}
