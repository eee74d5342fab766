"use client";

import { PageHeader, Tab, Tabs } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

const parts = ["stock", "transfers", "purchases", "counts"] as const;

/** The inventory's title and parts around one of them. */
export function InventoryFrame({
  part,
  actions,
  children,
}: {
  part: (typeof parts)[number];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("inventory");
  const { handle } = useStore();
  const hrefs = {
    stock: paths.inventory(handle),
    transfers: paths.consignments(handle, "transfer"),
    purchases: paths.consignments(handle, "purchase"),
    counts: paths.counts(handle),
  };
  return (
    <>
      <PageHeader title={t("title")} actions={actions} />
      <Tabs label={t("parts")}>
        {parts.map((one) => (
          <Tab key={one} isOn={one === part}>
            <Link href={hrefs[one]}>{t(`tabs.${one}`)}</Link>
          </Tab>
        ))}
      </Tabs>
      {children}
    </>
  );
}
