"use client";

import { mostFound } from "@hutong/catalogue/limits";
import type { ProductAction } from "@hutong/catalogue/schemas";
import { Button, EmptyState, PageHeader, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { NewLink } from "../../shell/new-link.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { ProductCard, useProductColumns } from "./columns.tsx";
import { BulkBar } from "./list/bulk-bar.tsx";
import { EditBanner } from "./list/edit-banner.tsx";
import { ListFilters } from "./list/list-filters.tsx";
import { SelectionContext } from "./list/select-box.tsx";
import { useBulkEdit } from "./list/use-bulk-edit.ts";
import { useListKeys } from "./list/use-list-keys.ts";
import { useProductsQuery } from "./list/use-products-query.ts";
import { type Selection, useSelection } from "./list/use-selection.ts";
import { KeepView, ViewTabs } from "./list/view-tabs.tsx";
import { addressOf, filterOf, type ProductsQuery, productsInput } from "./query.ts";

/** Products: searched as one types, narrowed by filters that can be kept, and changed many at once; by keys alone where one likes. */
export function ProductsPage() {
  const t = useTranslations("products");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const { query, pathFor, change } = useProductsQuery();
  const products = useQuery(
    trpc.products.list.queryOptions(
      { store: handle, ...productsInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = products.data?.items;
  const rows = useMemo(() => items?.map(({ id }) => id) ?? [], [items]);
  const selection = useSelection(rows, JSON.stringify(addressOf({ ...query, sort: "updated", cursor: "" })));
  const selecting = useMemo(() => ({ selection, rows }), [selection, rows]);
  const area = useRef<HTMLDivElement>(null);
  useListKeys(area, rows, selection);
  const columns = useProductColumns();
  const bulk = useBulkEdit();
  const act = async (action: ProductAction) => {
    const wanted = selection.isAll ? { filter: filterOf(query) } : { ids: [...selection.ids] };
    // What went wrong is kept by the mutation and shown above the list.
    const edit = await bulk.begin({ action, ...wanted }).catch(() => null);
    if (edit) selection.clear();
  };
  const isNarrowed = Object.keys(filterOf(query)).length > 0;
  return (
    <div ref={area} className="flex min-h-full flex-col">
      <Header query={query} />
      <ViewTabs query={query} />
      <ListFilters query={query} change={change} pathFor={pathFor}>
        <KeepView query={query} />
      </ListFilters>
      {bulk.error ? (
        <div className="px-7 pb-3 max-md:px-4">
          <FormFailure error={bulk.error} />
        </div>
      ) : null}
      {bulk.edit ? (
        <EditBanner
          edit={bulk.edit}
          isBusy={bulk.isBusy}
          onCancel={bulk.cancel}
          onUndo={bulk.undo}
          onClose={bulk.close}
        />
      ) : null}
      {products.isError ? (
        <BlockFailure error={products.error} onRetry={() => void products.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <NoProducts isNarrowed={isNarrowed} isSearched={query.q !== ""} />
      ) : (
        <>
          <AllMatching
            query={query}
            selection={selection}
            rows={rows}
            hasMore={Boolean(products.data?.nextCursor || query.cursor)}
          />
          <SelectionContext value={selecting}>
            <DataList
              label={t("title")}
              columns={columns}
              rows={items}
              numberColumns={["stock", "price"]}
              isStale={products.isPlaceholderData}
              isSelected={(id) => selection.isAll || selection.ids.has(id)}
              card={(product) => <ProductCard product={product} />}
            />
          </SelectionContext>
          <Pages
            query={query}
            pathFor={pathFor}
            shown={items.length}
            nextCursor={products.data?.nextCursor ?? null}
          />
        </>
      )}
      <BulkBar selection={selection} isBusy={bulk.isBusy} onAct={(action) => void act(action)} />
    </div>
  );
}

function Header({ query }: { query: ProductsQuery }) {
  const t = useTranslations("products");
  const { handle } = useStore();
  return (
    <PageHeader
      title={t("title")}
      actions={
        <>
          <Button asChild>
            <Link href={paths.collections(handle)}>{t("collections")}</Link>
          </Button>
          <Button asChild>
            <Link href={paths.imports(handle)}>{t("files")}</Link>
          </Button>
          <Button asChild className="max-md:hidden">
            <Link href={paths.editProducts(handle, addressOf(query))}>{t("asSheet")}</Link>
          </Button>
          <NewLink href={paths.newProduct(handle)}>{t("new")}</NewLink>
        </>
      }
    />
  );
}

/** Offers what is on other pages too, once the whole page is selected. */
function AllMatching({
  query,
  selection,
  rows,
  hasMore,
}: {
  query: ProductsQuery;
  selection: Selection;
  rows: readonly string[];
  hasMore: boolean;
}) {
  const t = useTranslations("products.list");
  const { handle } = useStore();
  const { count } = useFormats();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const counted = useMutation({
    mutationFn: () =>
      queries.fetchQuery(trpc.productList.count.queryOptions({ store: handle, ...filterOf(query) })),
    onSuccess: selection.selectAll,
  });
  const isPage = rows.length > 0 && rows.every((id) => selection.ids.has(id));
  if (!isPage || !hasMore) return null;
  return (
    <p
      role="status"
      className="flex flex-wrap items-center justify-center gap-2 bg-accent-soft px-4 py-1.5 text-accent-text"
    >
      {selection.isAll
        ? t(query.q && selection.count >= mostFound ? "mostSelected" : "allSelected", {
            count: count(selection.count),
          })
        : t("pageSelected", { count: rows.length })}
      {selection.isAll ? null : (
        <Button look="link" isBusy={counted.isPending} onClick={() => counted.mutate()}>
          {t("selectAll")}
        </Button>
      )}
      <FormFailure error={counted.error} />
    </p>
  );
}

function NoProducts({ isNarrowed, isSearched }: { isNarrowed: boolean; isSearched: boolean }) {
  const t = useTranslations("products");
  const { handle } = useStore();
  if (isNarrowed)
    return (
      <EmptyState
        title={t("noMatch")}
        actions={
          <Button asChild>
            <Link href={paths.products(handle)}>{t("list.showAll")}</Link>
          </Button>
        }
      >
        {t(isSearched ? "noMatchNote" : "list.noneNote")}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t("emptyTitle")}
      picture={<StillLife />}
      actions={
        <Button asChild>
          <Link href={paths.newProduct(handle)}>{t("new")}</Link>
        </Button>
      }
    >
      {t("emptyNote")}
    </EmptyState>
  );
}

function Pages({
  query,
  pathFor,
  shown,
  nextCursor,
}: {
  query: ProductsQuery;
  pathFor: (change: Partial<ProductsQuery>) => string;
  shown: number;
  nextCursor: string | null;
}) {
  const t = useTranslations("products");
  const next = useTranslations("common")("next");
  return (
    <footer className="mt-auto flex items-center gap-2 px-7 py-3 max-md:px-4">
      <span className="text-ink-2">{t("shown", { count: shown })}</span>
      <span className="text-ink-3 text-small max-md:hidden">{t("list.keys")}</span>
      <span className="ml-auto flex gap-2">
        {query.cursor ? (
          <Button asChild>
            <Link href={pathFor({})}>{t("first")}</Link>
          </Button>
        ) : null}
        {nextCursor ? (
          <Button asChild>
            <Link href={pathFor({ cursor: nextCursor })}>{next}</Link>
          </Button>
        ) : null}
      </span>
    </footer>
  );
}
