"use client";

import { SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { SettingsFrame } from "../settings-frame.tsx";
import { MarketTaxesForm } from "./market-taxes-form.tsx";
import { TaxCountries } from "./tax-countries.tsx";

/** Taxes: the countries with rates of their own, and what holds everywhere else. */
export function TaxSettings({ countries }: { countries: readonly Option[] }) {
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const taxes = useQuery(trpc.taxes.get.queryOptions({ store: handle }, { refetchOnWindowFocus: false }));
  return (
    <SettingsFrame part="taxes">
      {taxes.data ? (
        <>
          <TaxCountries taxes={taxes.data} countries={countries} />
          <MarketTaxesForm key={taxes.dataUpdatedAt} taxes={taxes.data} />
        </>
      ) : taxes.isError ? (
        <BlockFailure error={taxes.error} onRetry={() => void taxes.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={4} />
      )}
    </SettingsFrame>
  );
}
