import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { bulkVariantColumns } from "./bulk-rows.ts";
import type { SheetColumn } from "./sheet/sheet.ts";
import { useVariantColumns } from "./use-variant-columns.ts";

const statuses = ["active", "draft", "archived"] as const;

/** The columns of the sheet over many products, in the reader's words. */
export function useBulkColumns(currency: string): SheetColumn[] {
  const t = useTranslations();
  const variant = useVariantColumns(currency);
  return useMemo(() => {
    const ofVariant = bulkVariantColumns.flatMap((key) => variant.find((column) => column.key === key) ?? []);
    return [
      {
        ...{ key: "status", title: t("product.status"), kind: "choice", width: 110 },
        choices: statuses.map((value) => ({ value, label: t(`products.status.${value}`) })),
      },
      ...ofVariant,
      { key: "vendor", title: t("product.vendor"), kind: "text", width: 140 },
      { key: "productType", title: t("product.type"), kind: "text", width: 140 },
      { key: "tags", title: t("product.tags"), kind: "text", width: 180 },
      { key: "title", title: t("product.title"), kind: "text", width: 240 },
    ] satisfies SheetColumn[];
  }, [t, variant]);
}
