"use client";

import { EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { skipToken, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { PriceListForm } from "./price-list-form.tsx";

/** One price list of a market, or a new one. */
export function PriceListPage({ market: marketId, id = null }: { market: string; id?: string | null }) {
  const t = useTranslations("markets.lists");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const quietly = { refetchOnWindowFocus: false };
  const markets = useQuery(trpc.markets.list.queryOptions({ store: handle }, quietly));
  const list = useQuery(
    trpc.markets.priceList.queryOptions(id === null ? skipToken : { store: handle, id }, quietly),
  );
  const market = markets.data?.find((one) => one.id === marketId);
  const isGone = list.error?.data?.code === "NOT_FOUND" || (markets.data && !market);
  const failed = markets.error ?? list.error;
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.market(handle, marketId)}>{t("title")}</BackLink>}
        title={id === null ? t("new") : (list.data?.name ?? t("one"))}
      />
      {market && (id === null || list.data) ? (
        <PriceListForm marketId={marketId} currency={market.currency} list={list.data ?? null} />
      ) : isGone ? (
        <EmptyState title={t("gone")}>{t("goneNote")}</EmptyState>
      ) : failed ? (
        <BlockFailure
          error={failed}
          onRetry={() => {
            void markets.refetch();
            void list.refetch();
          }}
        />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}
