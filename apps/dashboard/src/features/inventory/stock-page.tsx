"use client";

import { stockFilters } from "@hutong/inventory/schemas";
import { Button, EmptyState, Icon, Select, SkeletonRows } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { DataList } from "../../shell/data-list.tsx";
import { ListSearch } from "../../shell/list-search.tsx";
import { Options } from "../../shell/options.tsx";
import { paths } from "../../shell/paths.ts";
import { StillLife } from "../../shell/still-life.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { InventoryFrame } from "./inventory-frame.tsx";
import { type StockQuery, stockAddress, stockInput } from "./query.ts";
import { StockCard, useStockColumns } from "./stock-columns.tsx";

/** What there is of every variant at a location, and how many of them can be sold, changed in place. */
export function StockPage({ query }: { query: StockQuery }) {
  const t = useTranslations("inventory");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const stock = useQuery(
    trpc.inventory.list.queryOptions(
      { store: handle, ...stockInput(query) },
      { placeholderData: keepPreviousData },
    ),
  );
  const locationId = stock.data?.locationId ?? "";
  const columns = useStockColumns(locationId);
  const rows = stock.data?.items.map((item) => ({ ...item, id: item.variantId }));
  return (
    <InventoryFrame
      part="stock"
      actions={
        <Button asChild>
          <a href={paths.inventoryExport(handle, locationId)} download>
            <Icon name="page" size={16} />
            {t("export")}
          </a>
        </Button>
      }
    >
      <div className="flex flex-wrap items-center md:pr-7">
        <ListSearch
          label={t("searchLabel")}
          query={query.q}
          pathFor={(q) => paths.inventory(handle, stockAddress({ ...query, q }))}
        />
        <Choices query={query} locationId={locationId} />
      </div>
      {stock.isError ? (
        <BlockFailure error={stock.error} onRetry={() => void stock.refetch()} />
      ) : !rows ? (
        <SkeletonRows label={loading} />
      ) : rows.length === 0 ? (
        <NoStock query={query} />
      ) : (
        <>
          <DataList
            label={t("title")}
            columns={columns}
            rows={rows}
            numberColumns={["aside", "held", "onHand", "incoming", "available"]}
            isStale={stock.isPlaceholderData}
            card={(item) => <StockCard item={item} locationId={locationId} />}
          />
          <Pages query={query} nextCursor={stock.data?.nextCursor ?? null} />
        </>
      )}
    </InventoryFrame>
  );
}

function Choices({ query, locationId }: { query: StockQuery; locationId: string }) {
  const t = useTranslations("inventory");
  const router = useRouter();
  const { handle } = useStore();
  const trpc = useTRPC();
  const locations = useQuery(trpc.locations.list.queryOptions({ store: handle }));
  const go = (change: Partial<StockQuery>) =>
    router.push(paths.inventory(handle, stockAddress({ ...query, ...change })), { scroll: false });
  const many = locations.data ?? [];
  return (
    <div className="flex flex-1 flex-wrap gap-2 pb-3 max-md:px-4 md:pt-3">
      {many.length > 1 ? (
        <span className="w-52 max-md:flex-1">
          <Select
            aria-label={t("location")}
            value={query.location ?? locationId}
            onChange={(event) => go({ location: event.target.value })}
          >
            <Options
              of={many.map(
                (one) => [one.id, one.isActive ? one.name : t("closedLocation", { name: one.name })] as const,
              )}
            />
          </Select>
        </span>
      ) : null}
      <span className="w-40 max-md:flex-1">
        <Select
          aria-label={t("filter")}
          value={query.filter}
          onChange={(event) => go({ filter: event.target.value as StockQuery["filter"] })}
        >
          <Options of={stockFilters.map((filter) => [filter, t(`filters.${filter}`)] as const)} />
        </Select>
      </span>
    </div>
  );
}

function NoStock({ query }: { query: StockQuery }) {
  const t = useTranslations("inventory");
  const clear = useTranslations("orders")("clear");
  const { handle } = useStore();
  if (query.q)
    return (
      <EmptyState
        title={t("noMatch")}
        actions={
          <Button asChild>
            <Link href={paths.inventory(handle, stockAddress({ ...query, q: "" }))}>{clear}</Link>
          </Button>
        }
      />
    );
  if (query.filter !== "all")
    return (
      <EmptyState
        title={t(`none.${query.filter}`)}
        actions={
          <Button asChild>
            <Link href={paths.inventory(handle, stockAddress({ ...query, filter: "all" }))}>
              {t("showAll")}
            </Link>
          </Button>
        }
      >
        {query.filter === "low" ? t("noneLowNote") : null}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t("emptyTitle")}
      picture={<StillLife />}
      actions={
        <Button asChild>
          <Link href={paths.newProduct(handle)}>{t("emptyGo")}</Link>
        </Button>
      }
    >
      {t("emptyNote")}
    </EmptyState>
  );
}

function Pages({ query, nextCursor }: { query: StockQuery; nextCursor: string | null }) {
  const first = useTranslations("products")("first");
  const next = useTranslations("common")("next");
  const { handle } = useStore();
  const base = stockAddress(query);
  if (!query.cursor && !nextCursor) return null;
  return (
    <footer className="mt-auto flex justify-end gap-2 px-7 py-3 max-md:px-4">
      {query.cursor ? (
        <Button asChild>
          <Link href={paths.inventory(handle, base)}>{first}</Link>
        </Button>
      ) : null}
      {nextCursor ? (
        <Button asChild>
          <Link href={paths.inventory(handle, { ...base, cursor: nextCursor })}>{next}</Link>
        </Button>
      ) : null}
    </footer>
  );
}
