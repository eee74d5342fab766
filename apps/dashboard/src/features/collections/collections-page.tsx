"use client";

import { EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { NewLink } from "../../shell/new-link.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { CollectionCard, useCollectionColumns } from "./columns.tsx";

function NewButton() {
  const t = useTranslations("collections");
  const { handle } = useStore();
  return <NewLink href={paths.newCollection(handle)}>{t("new")}</NewLink>;
}

/** Collections in the shop's order, with how they are filled and how many products stand in them. */
export function CollectionsPage({ query }: { query: string }) {
  const t = useTranslations("collections");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const columns = useCollectionColumns();
  const collections = useQuery(
    trpc.collections.list.queryOptions({ store: handle, query }, { placeholderData: keepPreviousData }),
  );
  const items = collections.data;
  const isEmpty = items?.length === 0 && query === "";
  return (
    <>
      <PageHeader
        back={<BackLink href={paths.products(handle)}>{t("back")}</BackLink>}
        title={t("title")}
        isLined={isEmpty}
        actions={isEmpty ? null : <NewButton />}
      />
      {isEmpty ? null : (
        <ListSearch
          label={t("searchLabel")}
          query={query}
          pathFor={(q) => paths.collections(handle, { q })}
        />
      )}
      {collections.isError ? (
        <BlockFailure error={collections.error} onRetry={() => void collections.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : isEmpty ? (
        <EmptyState title={t("emptyTitle")} picture={<StillLife />} actions={<NewButton />}>
          {t("emptyNote")}
        </EmptyState>
      ) : items.length === 0 ? (
        <p className="px-7 py-10 text-ink-3 max-md:px-4">{t("noneFound", { query })}</p>
      ) : (
        <DataList
          label={t("title")}
          columns={columns}
          rows={items}
          numberColumns={["count"]}
          isStale={collections.isPlaceholderData}
          card={(collection) => <CollectionCard collection={collection} />}
        />
      )}
    </>
  );
}
