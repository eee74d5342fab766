import type { StaffProduct } from "@hutong/catalogue";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Sheet } from "./sheet/sheet.ts";
import { judgeVariant, variantRows } from "./variant-cells.ts";
import { shapeOf, type VariantShape } from "./variant-shape.ts";

/** A product's options and variants while they are edited: a shape, and the sheet over it. */
export function useVariants(product: StaffProduct) {
  const onlyName = useTranslations("product")("onlyVariant");
  const [shape, setShape] = useState(() => shapeOf(product));
  const [sheet] = useState(
    () => new Sheet(variantRows(shapeOf(product), product, onlyName), judgeVariant(product.currency)),
  );
  const base = useRef(product);
  const isReshaped = useMemo(
    () => JSON.stringify(shape) !== JSON.stringify(shapeOf(product)),
    [shape, product],
  );

  const reshape = useCallback(
    (next: VariantShape) => {
      setShape(next);
      sheet.rebase(variantRows(next, base.current, onlyName));
    },
    [sheet, onlyName],
  );

  // The product was read anew: what was typed stays over it; options that were changed are begun anew only where somebody else changed them too.
  useEffect(() => {
    if (base.current === product) return;
    const before = JSON.stringify(shapeOf(base.current));
    base.current = product;
    const fresh = shapeOf(product);
    const next = JSON.stringify(fresh) === before ? shape : fresh;
    setShape(next);
    sheet.rebase(variantRows(next, product, onlyName));
  }, [product, sheet, shape, onlyName]);

  const discard = useCallback(() => {
    const fresh = shapeOf(base.current);
    setShape(fresh);
    sheet.discard(variantRows(fresh, base.current, onlyName));
  }, [sheet, onlyName]);

  return { shape, sheet, reshape, discard, isReshaped };
}
