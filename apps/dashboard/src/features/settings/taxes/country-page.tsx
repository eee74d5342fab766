"use client";

import { presetOf } from "@hutong/pricing/taxes";
import { Badge, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { CountryForm } from "./country-form.tsx";

/** The taxes of one country; one without any yet begins with its usual rates. */
export function CountryPage({ country, name }: { country: string; name: string }) {
  const t = useTranslations("taxes");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const taxes = useQuery(trpc.taxes.get.queryOptions({ store: handle }, { refetchOnWindowFocus: false }));
  const own = taxes.data?.countries[country];
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.settings(handle, "taxes")}>{t("title")}</BackLink>}
        title={name}
        badges={taxes.data && !own ? <Badge tone="warning">{t("notSaved")}</Badge> : null}
      />
      {taxes.data ? (
        <CountryForm
          key={taxes.dataUpdatedAt}
          country={country}
          name={name}
          settings={taxes.data}
          stored={own ?? null}
          taxes={own ?? presetOf(country)}
        />
      ) : taxes.isError ? (
        <BlockFailure error={taxes.error} onRetry={() => void taxes.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}
