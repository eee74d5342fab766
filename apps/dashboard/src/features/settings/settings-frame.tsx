"use client";

import { PageHeader, Tab, Tabs } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";

type Part =
  | "store"
  | "markets"
  | "payments"
  | "shipping"
  | "locations"
  | "taxes"
  | "search"
  | "custom-data"
  | "settlement"
  | "members";

/** The settings' title and parts around one of them. */
export function SettingsFrame({ part, children }: { part: Part; children: ReactNode }) {
  const t = useTranslations("settings");
  const { handle } = useStore();
  return (
    <>
      <PageHeader title={t("title")} />
      <Tabs label={t("views")}>
        {(
          [
            "store",
            "markets",
            "payments",
            "shipping",
            "locations",
            "taxes",
            "search",
            "custom-data",
            "settlement",
            "members",
          ] as const
        ).map((one) => (
          <Tab key={one} isOn={one === part}>
            <Link href={paths.settings(handle, one === "store" ? undefined : one)}>{t(`tabs.${one}`)}</Link>
          </Tab>
        ))}
      </Tabs>
      <div className="w-full max-w-[720px] px-7 py-6 max-md:px-4">{children}</div>
    </>
  );
}
