import { isDeepStrictEqual } from "node:util";
import type { VariantRow, WholeProduct } from "./product-rows.ts";

/** What of some products has to be written, part by part. */
export interface ChangedParts {
  /** With those variants alone that differ. */
  readonly variants: readonly WholeProduct[];
  readonly media: readonly WholeProduct[];
  readonly tags: readonly WholeProduct[];
  readonly terms: readonly WholeProduct[];
  readonly translations: readonly WholeProduct[];
}

// What a product is found by; prices and weights are not part of it.
const wordsOf = ({ product: p, variants, translations }: WholeProduct) => [
  [p.title, p.subtitle, p.product_type, p.vendor, p.tags, p.description_html],
  p.options.map((option) => option.values),
  p.facts,
  variants.map((variant) => [variant.sku, variant.barcode]),
  translations,
];

function otherVariants(whole: WholeProduct, before: WholeProduct): VariantRow[] {
  const known = new Map(before.variants.map((row) => [row.id, row]));
  const isSame = (row: VariantRow, old: VariantRow | undefined) =>
    old !== undefined &&
    (Object.keys(row) as (keyof VariantRow)[]).every((column) => row[column] === old[column]);
  return whole.variants.filter((row) => !isSame(row, known.get(row.id)));
}

/** Compares products with what they were, so that saving one price writes one row; products without a `before` go whole. */
export function partsChanged(wholes: readonly WholeProduct[], before: readonly WholeProduct[]): ChangedParts {
  const was = new Map(before.map((whole) => [whole.product.id, whole]));
  const where = (part: (whole: WholeProduct) => unknown) =>
    wholes.filter((whole) => {
      const old = was.get(whole.product.id);
      return !old || !isDeepStrictEqual(part(whole), part(old));
    });
  return {
    variants: wholes.flatMap((whole) => {
      const old = was.get(whole.product.id);
      const variants = old ? otherVariants(whole, old) : whole.variants;
      return variants.length > 0 ? [{ ...whole, variants }] : [];
    }),
    media: where((whole) => whole.media),
    tags: where((whole) => whole.product.tags),
    terms: where(wordsOf),
    translations: where((whole) => whole.translations),
  };
}
