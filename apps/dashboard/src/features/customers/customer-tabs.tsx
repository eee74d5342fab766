"use client";

import { Tab, Tabs } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

const tabs = ["customers", "left", "recovered"] as const;
export type CustomerTab = (typeof tabs)[number];

/** Who bought, who went away before, and who came back. */
export function CustomerTabs({ at }: { at: CustomerTab }) {
  const t = useTranslations("customers");
  const { handle } = useStore();
  const pathOf = {
    customers: paths.customers(handle),
    left: paths.leftCheckouts(handle),
    recovered: paths.leftCheckouts(handle, { tab: "recovered" }),
  } as const;
  return (
    <Tabs label={t("views")}>
      {tabs.map((tab) => (
        <Tab key={tab} isOn={tab === at}>
          <Link href={pathOf[tab]}>{t(`tabs.${tab}`)}</Link>
        </Tab>
      ))}
    </Tabs>
  );
}
