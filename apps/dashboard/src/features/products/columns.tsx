"use client";

import type { ProductListItem } from "@hutong/catalogue";
import { Second, Thumb } from "@hutong/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type ListColumn, rowLink } from "../../shell/data-list.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { SelectBox, SelectPage } from "./list/select-box.tsx";
import { StatusBadge } from "./product-badges.tsx";

type Product = Pick<ProductListItem, keyof ProductListItem>;

export function useProductColumns(): ListColumn<Product>[] {
  const t = useTranslations("products.columns");
  return useMemo(
    () => [
      {
        id: "select",
        header: () => <SelectPage />,
        cell: ({ row }) => <SelectBox id={row.original.id} title={row.original.title} />,
      },
      { id: "product", header: t("product"), cell: ({ row }) => <TitleCell product={row.original} /> },
      { id: "status", header: t("status"), cell: ({ row }) => <StatusBadge status={row.original.status} /> },
      { id: "stock", header: t("stock"), cell: ({ row }) => <Stock product={row.original} /> },
      { id: "price", header: t("price"), cell: ({ row }) => <Price product={row.original} /> },
      { id: "updated", header: t("updated"), cell: ({ row }) => <Changed product={row.original} /> },
    ],
    [t],
  );
}

function TitleCell({ product }: { product: Product }) {
  const t = useTranslations("products");
  const { handle } = useStore();
  return (
    <span className="flex items-center gap-3">
      <Thumb src={product.picture ? paths.file(handle, product.picture, 160) : null} alt="" size={40} />
      <span className="min-w-0">
        <Link href={paths.product(handle, product.id)} className={rowLink}>
          {product.title}
        </Link>
        <Second>{t("variantCount", { count: product.variantCount })}</Second>
      </span>
    </span>
  );
}

function Stock({ product }: { product: Product }) {
  const t = useTranslations("products");
  if (product.stock === null) return <span className="text-ink-3">{t("untracked")}</span>;
  if (product.stock <= 0) return <span className="text-danger">{t("soldOut")}</span>;
  return t("inStock", { count: product.stock });
}

function Price({ product }: { product: Product }) {
  const { amount } = useFormats();
  return product.minPrice === product.maxPrice
    ? amount(product.minPrice)
    : `${amount(product.minPrice)} – ${amount(product.maxPrice)}`;
}

function Changed({ product }: { product: Product }) {
  const { dayAndTime } = useFormats();
  return (
    <span className="text-ink-3" suppressHydrationWarning>
      {dayAndTime(product.updatedAt)}
    </span>
  );
}

/** The same product on the phone. */
export function ProductCard({ product }: { product: Product }) {
  const { handle } = useStore();
  return (
    <div className="relative flex items-center gap-3">
      <SelectBox id={product.id} title={product.title} />
      <Thumb src={product.picture ? paths.file(handle, product.picture, 160) : null} alt="" size={52} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <Link href={paths.product(handle, product.id)} className={`${rowLink} truncate`}>
            {product.title}
          </Link>
          <span className="ml-auto flex-none">
            <Price product={product} />
          </span>
        </div>
        <div className="mt-1 flex items-center gap-2 text-body text-ink-2">
          <Stock product={product} />
          <span className="ml-auto">
            <StatusBadge status={product.status} />
          </span>
        </div>
      </div>
    </div>
  );
}
