"use client";

import type { NamedVariant, StockItem } from "@hutong/inventory";
import { Badge, Second, Thumb } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { QuantityCell } from "./quantity-cell.tsx";

export type StockRow = StockItem & { readonly id: string };

/** A variant by picture, name and number; a link to its own page, over its row where it is in one. */
export function VariantName({ item, isRow = false }: { item: NamedVariant; isRow?: boolean }) {
  const { handle } = useStore();
  const second = [item.options, item.sku].filter(Boolean).join(" · ");
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Thumb src={item.picture ? paths.file(handle, item.picture, 160) : null} alt="" size={40} />
      <span className="min-w-0">
        <Link
          href={paths.variantStock(handle, item.variantId)}
          className={isRow ? rowLink : "font-semibold hover:underline"}
        >
          {item.title}
        </Link>
        {second ? <Second className="break-all">{second}</Second> : null}
      </span>
    </span>
  );
}

export function useStockColumns(locationId: string): ListColumn<StockRow>[] {
  const t = useTranslations("inventory.columns");
  return useMemo(
    () => [
      { id: "variant", header: t("variant"), cell: ({ row }) => <VariantName item={row.original} isRow /> },
      { id: "state", header: "", cell: ({ row }) => <StockBadge item={row.original} /> },
      { id: "aside", header: t("aside"), cell: ({ row }) => <Units count={asideOf(row.original)} /> },
      { id: "held", header: t("held"), cell: ({ row }) => <Units count={heldOf(row.original)} /> },
      { id: "onHand", header: t("onHand"), cell: ({ row }) => <Units count={row.original.onHand} /> },
      { id: "incoming", header: t("incoming"), cell: ({ row }) => <Units count={row.original.incoming} /> },
      {
        id: "available",
        header: t("available"),
        cell: ({ row }) => <QuantityCell item={row.original} locationId={locationId} />,
      },
    ],
    [t, locationId],
  );
}

export const asideOf = (item: Pick<StockItem, "damaged" | "safetyStock" | "qualityControl">) =>
  item.damaged + item.safetyStock + item.qualityControl;
export const heldOf = (item: Pick<StockItem, "committed" | "reserved">) => item.committed + item.reserved;

function Units({ count: units }: { count: number }) {
  const { count } = useFormats();
  return units === 0 ? <span className="text-ink-3">0</span> : count(units);
}

/** What is to be said of a variant's stock: sold out, or low. */
export function StockBadge({
  item,
}: {
  item: Pick<StockItem, "isTracked" | "available" | "lowAt" | "mayOversell">;
}) {
  const t = useTranslations("inventory");
  if (!item.isTracked) return null;
  if (item.available <= 0 && !item.mayOversell) return <Badge tone="danger">{t("soldOut")}</Badge>;
  if (item.lowAt !== null && item.available <= item.lowAt) return <Badge tone="warning">{t("low")}</Badge>;
  return null;
}

/** The same variant on the phone. */
export function StockCard({ item, locationId }: { item: StockRow; locationId: string }) {
  const t = useTranslations("inventory");
  const { count } = useFormats();
  return (
    <div className="relative">
      <div className="flex items-start gap-3">
        <span className="min-w-0 flex-1">
          <VariantName item={item} isRow />
        </span>
        <span className="flex flex-col items-end gap-0.5">
          <span aria-hidden="true" className="text-ink-3 text-small">
            {t("columns.available")}
          </span>
          <QuantityCell item={item} locationId={locationId} />
        </span>
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-body text-ink-2">
        <span>{t("onHandCount", { count: count(item.onHand) })}</span>
        {heldOf(item) > 0 ? <span>{t("heldCount", { count: count(heldOf(item)) })}</span> : null}
        {item.incoming > 0 ? <span>{t("incomingCount", { count: count(item.incoming) })}</span> : null}
        <span className="ml-auto">
          <StockBadge item={item} />
        </span>
      </div>
    </div>
  );
}
