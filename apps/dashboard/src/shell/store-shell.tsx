"use client";

import { CountBadge, Frame, Icon, type IconName, Sidebar, SidebarLink, TabBar, TabBarLink } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "../api/client.tsx";
import { MoreTab } from "./more-tab.tsx";
import { paths } from "./paths.ts";
import { useStore } from "./store-provider.tsx";
import { StoreSwitcher } from "./store-switcher.tsx";
import { UserMenu } from "./user-menu.tsx";

interface Place {
  readonly key:
    | "home"
    | "orders"
    | "products"
    | "inventory"
    | "customers"
    | "discounts"
    | "giftCards"
    | "settings";
  readonly icon: IconName;
  readonly href: string;
  readonly count?: number;
  /** On the phone it stands under "more". */
  readonly isForDesk?: boolean;
}

function usePlaces(): Place[] {
  const { handle } = useStore();
  const trpc = useTRPC();
  const today = useQuery(trpc.home.today.queryOptions({ store: handle }, { refetchInterval: 30_000 }));
  const waiting = today.data ? today.data.counts.toFulfil : 0;
  return [
    { key: "home", icon: "home", href: paths.home(handle) },
    { key: "orders", icon: "receipt", href: paths.orders(handle), count: waiting },
    { key: "products", icon: "box", href: paths.products(handle) },
    { key: "inventory", icon: "layers", href: paths.inventory(handle), isForDesk: true },
    { key: "customers", icon: "people", href: paths.customers(handle) },
    { key: "discounts", icon: "percent", href: paths.discounts(handle) },
    { key: "giftCards", icon: "gift", href: paths.giftCards(handle), isForDesk: true },
    { key: "settings", icon: "gear", href: paths.settings(handle) },
  ];
}

/** Navigation around every page of a store: beside it on the desk, at its foot on the phone. */
export function StoreShell({
  user,
  stores,
  children,
}: {
  user: { name: string; email: string };
  stores: readonly { handle: string; name: string }[];
  children: ReactNode;
}) {
  const t = useTranslations("nav");
  const skip = useTranslations("common")("skip");
  const { url } = useStore();
  const places = usePlaces();
  const isOn = usePlaceTest();
  const [settings] = places.slice(-1);
  return (
    <Frame
      skip={skip}
      navigation={
        <Sidebar label={t("main")}>
          <StoreSwitcher stores={stores} />
          <div className="h-2.5" />
          {places.slice(0, -1).map((place) => (
            <PlaceLink key={place.key} place={place} isOn={isOn(place)} />
          ))}
          <SidebarLink isOn={false}>
            <a href={url} target="_blank" rel="noreferrer">
              <Icon name="storefront" />
              {t("storefront")}
              <Icon name="external" size={14} className="ml-auto text-ink-3" />
            </a>
          </SidebarLink>
          <span className="flex-1" />
          {settings ? <PlaceLink place={settings} isOn={isOn(settings)} /> : null}
          <UserMenu user={user} />
        </Sidebar>
      }
      tabBar={
        <TabBar label={t("main")}>
          {places
            .slice(0, -1)
            .filter((place) => !place.isForDesk)
            .map((place) => (
              <TabBarLink key={place.key} isOn={isOn(place)}>
                <Link href={place.href}>
                  <Icon name={place.icon} size={22} />
                  {t(place.key)}
                  {place.count ? (
                    <span className="absolute top-[5px] left-[calc(50%+5px)]">
                      <CountBadge>{place.count}</CountBadge>
                    </span>
                  ) : null}
                </Link>
              </TabBarLink>
            ))}
          <MoreTab stores={stores} email={user.email} isOn={settings ? isOn(settings) : false} />
        </TabBar>
      }
    >
      {children}
    </Frame>
  );
}

function usePlaceTest(): (place: Place) => boolean {
  const pathname = usePathname();
  return (place) => (place.key === "home" ? pathname === place.href : pathname.startsWith(place.href));
}

function PlaceLink({ place, isOn }: { place: Place; isOn: boolean }) {
  const t = useTranslations("nav");
  return (
    <SidebarLink isOn={isOn}>
      <Link href={place.href}>
        <Icon name={place.icon} />
        {t(place.key)}
        {place.count ? (
          <span className="ml-auto">
            <CountBadge>{place.count}</CountBadge>
          </span>
        ) : null}
      </Link>
    </SidebarLink>
  );
}
