"use client";

import { Button, EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
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
import { EntryCard, useEntryColumns } from "./columns.tsx";
import { type EntriesQuery, entriesInput } from "./query.ts";

/** The entries of a kind by their names, a page at a time. */
export function EntriesPage({ kindId, query }: { kindId: string; query: EntriesQuery }) {
  const t = useTranslations("records");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const kind = useQuery(trpc.metafields.kind.queryOptions({ store: handle, id: kindId }));
  const entries = useQuery(
    trpc.metafields.entries.queryOptions(
      { store: handle, ...entriesInput(kindId, query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const isPublishable = kind.data?.isPublishable ?? false;
  const columns = useEntryColumns(kindId, isPublishable);
  const items = entries.data?.items;
  const isEmpty = items?.length === 0 && query.q === "" && query.cursor === null;
  const add = <NewLink href={paths.newEntry(handle, kindId)}>{t("newEntry")}</NewLink>;
  const failed = kind.isError ? kind : entries.isError ? entries : null;
  return (
    <>
      <PageHeader
        back={<BackLink href={paths.settings(handle, "custom-data")}>{t("back")}</BackLink>}
        title={kind.data?.name ?? t("entries")}
        isLined={isEmpty}
        actions={
          <>
            <Button asChild>
              <Link href={paths.kind(handle, kindId)}>{t("fields")}</Link>
            </Button>
            {isEmpty ? null : add}
          </>
        }
      />
      {isEmpty ? null : (
        <ListSearch
          label={t("searchLabel")}
          query={query.q}
          pathFor={(q) => paths.entries(handle, kindId, { q })}
        />
      )}
      {failed ? (
        <BlockFailure error={failed.error} onRetry={() => void failed.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : isEmpty ? (
        <EmptyState title={t("emptyTitle")} picture={<StillLife />} actions={add}>
          {kind.data?.description || t("emptyNote")}
        </EmptyState>
      ) : items.length === 0 ? (
        <p className="px-7 py-10 text-ink-3 max-md:px-4">{t("noneFound", { query: query.q })}</p>
      ) : (
        <DataList
          label={kind.data?.name ?? t("entries")}
          columns={columns}
          rows={items}
          isStale={entries.isPlaceholderData}
          card={(entry) => <EntryCard kindId={kindId} entry={entry} isPublishable={isPublishable} />}
        />
      )}
      <Pages kindId={kindId} query={query} next={entries.data?.cursor ?? null} />
    </>
  );
}

function Pages({ kindId, query, next }: { kindId: string; query: EntriesQuery; next: string | null }) {
  const first = useTranslations("products")("first");
  const common = useTranslations("common");
  const { handle } = useStore();
  if (!query.cursor && !next) return null;
  return (
    <footer className="mt-auto flex justify-end gap-2 px-7 py-3 max-md:px-4">
      {query.cursor ? (
        <Button asChild>
          <Link href={paths.entries(handle, kindId, { q: query.q })}>{first}</Link>
        </Button>
      ) : null}
      {next ? (
        <Button asChild>
          <Link href={paths.entries(handle, kindId, { q: query.q, cursor: next })}>{common("next")}</Link>
        </Button>
      ) : null}
    </footer>
  );
}
