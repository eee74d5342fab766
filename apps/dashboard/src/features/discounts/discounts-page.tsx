"use client";

import { EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { NewLink } from "../../shell/new-link.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { DiscountCard, useDiscountColumns } from "./columns.tsx";

function NewButton() {
  const t = useTranslations("discounts");
  const { handle } = useStore();
  return <NewLink href={paths.newDiscount(handle)}>{t("new")}</NewLink>;
}

/** Discounts in the merchant's order, with what they are worth, where they stand and how often they were used. */
export function DiscountsPage() {
  const t = useTranslations("discounts");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useDiscountColumns();
  const discounts = useQuery(trpc.discounts.list.queryOptions({ store: handle }));
  const items = discounts.data;
  return (
    <>
      <PageHeader title={t("title")} isLined actions={items?.length === 0 ? null : <NewButton />} />
      {discounts.isError ? (
        <BlockFailure error={discounts.error} onRetry={() => void discounts.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <EmptyState title={t("emptyTitle")} picture={<StillLife />} actions={<NewButton />}>
          {t("emptyNote")}
        </EmptyState>
      ) : (
        <DataList
          label={t("title")}
          columns={columns}
          rows={items}
          numberColumns={["uses"]}
          isStale={discounts.isPlaceholderData}
          card={(discount) => <DiscountCard discount={discount} />}
        />
      )}
    </>
  );
}
