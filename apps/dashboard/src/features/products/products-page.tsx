"use client";

import { Button, EmptyState, Icon, PageHeader, SkeletonRows, Tab, Tabs } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { ProductCard, useProductColumns } from "./columns.tsx";
import { type ProductsQuery, productsInput, productTabs } from "./query.ts";

/** Products: by status, searched by their words, last changed first. */
export function ProductsPage({ query }: { query: ProductsQuery }) {
  const t = useTranslations("products");
  const loading = useTranslations("common")("loading");
  const forbidden = useTranslations("errors")("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const columns = useProductColumns();
  const products = useQuery(
    trpc.products.list.queryOptions(
      { store: handle, ...productsInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = products.data?.items;
  return (
    <>
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
              <Link href={paths.editProducts(handle, sheetQuery(query))}>{t("asSheet")}</Link>
            </Button>
            {role === "staff" ? (
              <Button look="primary" icon="plus" reason={forbidden}>
                {t("new")}
              </Button>
            ) : (
              <Button asChild look="primary">
                <Link href={paths.newProduct(handle)}>
                  <Icon name="plus" size={16} weight={2} />
                  {t("new")}
                </Link>
              </Button>
            )}
          </>
        }
      />
      <Tabs label={t("views")}>
        {productTabs.map((status) => (
          <Tab key={status} isOn={status === query.status}>
            <Link href={paths.products(handle, { status: statusParam(status), q: query.q })}>
              {t(`tabs.${status}`)}
            </Link>
          </Tab>
        ))}
      </Tabs>
      <ListSearch
        label={t("searchLabel")}
        query={query.q}
        pathFor={(q) => paths.products(handle, { status: statusParam(query.status), q })}
      />
      {products.isError ? (
        <BlockFailure error={products.error} onRetry={() => void products.refetch()} />
      ) : !items ? (
        <SkeletonRows label={loading} />
      ) : items.length === 0 ? (
        <NoProducts query={query} />
      ) : (
        <>
          <DataList
            label={t("title")}
            columns={columns}
            rows={items}
            numberColumns={["stock", "price"]}
            isStale={products.isPlaceholderData}
            card={(product) => <ProductCard product={product} />}
          />
          <Pages query={query} shown={items.length} nextCursor={products.data?.nextCursor ?? null} />
        </>
      )}
    </>
  );
}

function sheetQuery({ status, q, cursor }: ProductsQuery) {
  return { status: statusParam(status), q, ...(cursor ? { cursor } : {}) };
}

function statusParam(status: ProductsQuery["status"]): string | undefined {
  return status === "all" ? undefined : status;
}

function NoProducts({ query }: { query: ProductsQuery }) {
  const t = useTranslations("products");
  const clear = useTranslations("orders")("clear");
  const { handle } = useStore();
  if (query.q || query.status !== "all")
    return (
      <EmptyState
        title={t("noMatch")}
        actions={
          <Button asChild>
            <Link href={paths.products(handle)}>{query.q ? clear : t("first")}</Link>
          </Button>
        }
      >
        {query.q ? t("noMatchNote") : null}
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
  shown,
  nextCursor,
}: {
  query: ProductsQuery;
  shown: number;
  nextCursor: string | null;
}) {
  const t = useTranslations("products");
  const next = useTranslations("common")("next");
  const { handle } = useStore();
  const base = { status: statusParam(query.status), q: query.q };
  return (
    <footer className="mt-auto flex items-center gap-2 px-7 py-3 max-md:px-4">
      <span className="text-ink-2">{t("shown", { count: shown })}</span>
      <span className="ml-auto flex gap-2">
        {query.cursor ? (
          <Button asChild>
            <Link href={paths.products(handle, base)}>{t("first")}</Link>
          </Button>
        ) : null}
        {nextCursor ? (
          <Button asChild>
            <Link href={paths.products(handle, { ...base, cursor: nextCursor })}>{next}</Link>
          </Button>
        ) : null}
      </span>
    </footer>
  );
}
