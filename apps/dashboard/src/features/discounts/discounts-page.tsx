"use client";

import { Button, EmptyState, Icon, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { DiscountCard, useDiscountColumns } from "./columns.tsx";

function NewButton() {
  const t = useTranslations("discounts");
  const forbidden = useTranslations("errors")("forbidden");
  const { handle, role } = useStore();
  if (role === "staff")
    return (
      <Button look="primary" icon="plus" reason={forbidden}>
        {t("new")}
      </Button>
    );
  return (
    <Button asChild look="primary">
      <Link href={paths.newDiscount(handle)}>
        <Icon name="plus" size={16} weight={2} />
        {t("new")}
      </Link>
    </Button>
  );
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
