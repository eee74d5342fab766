"use client";

import { SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import type { Option } from "../stores/option-lists.ts";
import { SettingsFrame } from "./settings-frame.tsx";
import { StoreSettingsForm } from "./store-settings-form.tsx";

export interface SettingsChoices {
  readonly languages: readonly Option[];
  readonly timezones: readonly Option[];
  /** Names of the store's country and currency. */
  readonly country: string;
  readonly currency: string;
}

/** Name, languages, time zone and address of the store. */
export function StoreSettings({ choices }: { choices: SettingsChoices }) {
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const settings = useQuery(
    trpc.stores.settings.queryOptions({ store: handle }, { refetchOnWindowFocus: false }),
  );
  return (
    <SettingsFrame part="store">
      {settings.data ? (
        <StoreSettingsForm key={settings.dataUpdatedAt} settings={settings.data} choices={choices} />
      ) : settings.isError ? (
        <BlockFailure error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={4} />
      )}
    </SettingsFrame>
  );
}
