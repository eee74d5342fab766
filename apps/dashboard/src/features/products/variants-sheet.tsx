"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import type { Sheet } from "./sheet/sheet.ts";
import { SheetGrid } from "./sheet/sheet-grid.tsx";
import { SheetHistory, SheetSays, useCellWords } from "./sheet/sheet-says.tsx";
import { useDuplicateSkus } from "./use-duplicate-skus.ts";
import { useVariantColumns } from "./use-variant-columns.ts";

/** Every variant of a product as a sheet, grouped by the first option. */
export const VariantsSheet = memo(function VariantsSheet({
  product,
  sheet,
}: {
  product: StaffProduct;
  sheet: Sheet;
}) {
  const t = useTranslations("product");
  const variantCount = useTranslations("products");
  const columns = useVariantColumns(product.currency);
  const words = useCellWords();
  const isNew = product.id === "";
  const ids = useMemo(() => (isNew ? [] : [product.id]), [isNew, product.id]);
  const { noteOf, twice } = useDuplicateSkus(sheet, ids);
  const stock = product.variants.reduce((sum, variant) => sum + (variant.available ?? 0), 0);
  const isCounted = product.variants.some((variant) => variant.available !== null);
  return (
    <section className="border-line border-t pt-5">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-2.5">
        <h2 className="font-semibold text-section">{t("variants")}</h2>
        {isNew ? null : (
          <span className="text-ink-3">
            {t("variantsNote", {
              count: sheet.rows.length,
              stock: isCounted ? String(stock) : t("untracked"),
            })}
          </span>
        )}
        <SheetHistory sheet={sheet} />
      </div>
      <SheetGrid
        sheet={sheet}
        columns={columns}
        label={t("variants")}
        rowTitle={t("variant")}
        rowWidth={132}
        groupCount={(count) => variantCount("variantCount", { count })}
        noteOf={noteOf}
        words={words}
        marksChanges={!isNew}
      />
      <SheetSays sheet={sheet} columns={columns} twice={twice} />
    </section>
  );
});
