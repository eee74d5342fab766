import type { StaffProduct } from "@hutong/catalogue";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Sheet } from "./sheet/sheet.ts";
import { judgeVariant, variantRows } from "./variant-cells.ts";
import { shapeOf, type VariantShape } from "./variant-shape.ts";

/** A product's options and variants while they are edited: a shape, and the sheet over it. */
export function useVariants(product: StaffProduct) {
  const onlyName = useTranslations("product")("onlyVariant");
  const own = useMemo(() => shapeOf(product), [product]);
  const [shape, setShape] = useState(own);
  const [sheet] = useState(
    () => new Sheet(variantRows(own, product, onlyName), judgeVariant(product.currency)),
  );
  const base = useRef({ product, own });
  const isReshaped = useMemo(
    () => shape !== own && JSON.stringify(shape) !== JSON.stringify(own),
    [shape, own],
  );

  const reshape = useCallback(
    (next: VariantShape) => {
      setShape(next);
      sheet.rebase(variantRows(next, base.current.product, onlyName, sheet));
    },
    [sheet, onlyName],
  );

  // The product was read anew: what was typed stays over it; options that were changed are begun anew only where somebody else changed them too.
  useEffect(() => {
    if (base.current.product === product) return;
    const isSame = JSON.stringify(own) === JSON.stringify(base.current.own);
    base.current = { product, own };
    const next = isSame ? shape : own;
    setShape(next);
    sheet.rebase(variantRows(next, product, onlyName, sheet));
  }, [product, own, sheet, shape, onlyName]);

  const discard = useCallback(() => {
    const { product: read, own: fresh } = base.current;
    setShape(fresh);
    sheet.discard(variantRows(fresh, read, onlyName));
  }, [sheet, onlyName]);

  return { shape, sheet, reshape, discard, isReshaped };
}
