import type { StaffProduct } from "@hutong/catalogue";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";
import type { ProductStatus } from "./product-badges.tsx";
import type { SaveProductForm } from "./schemas.ts";

export interface VariantValues {
  readonly id: string;
  /** As typed: "168.00". */
  price: string;
  /** Empty: none. */
  compareAt: string;
  /** Empty: not counted. */
  available: string;
}

/** What stands in the product form, as texts. */
export interface ProductValues {
  title: string;
  subtitle: string;
  descriptionHtml: string;
  status: ProductStatus;
  taxClass: string;
  variants: VariantValues[];
}

export function valuesOf(product: StaffProduct): ProductValues {
  const text = (amount: number | null) =>
    amount === null ? "" : toDecimal({ amount, currency: product.currency });
  return {
    title: product.title,
    subtitle: product.subtitle,
    descriptionHtml: product.descriptionHtml,
    status: product.status,
    taxClass: product.taxClass,
    variants: product.variants.map((variant) => ({
      id: variant.id,
      price: text(variant.price),
      compareAt: text(variant.compareAtPrice),
      available: variant.available === null ? "" : String(variant.available),
    })),
  };
}

/** A refusal of one field: its code and what the sentence needs. */
export interface FieldRefusal {
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Read<Value> = { value: Value } | { code: string; params?: Readonly<Record<string, string | number>> };

/** Reads a typed price; empty is null. */
export function readPrice(text: string, currency: string): Read<number | null> {
  if (text.trim() === "") return { value: null };
  try {
    return { value: parseMoney(text, currency).amount };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { code: error.code, params: error.params };
  }
}

/** Reads a typed count; empty is null, full-width digits are fine. */
export function readCount(text: string): Read<number | null> {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return { value: null };
  if (/^[-−]\s*\d+$/.test(plain)) return { code: "quantity_negative" };
  if (!/^\d+$/.test(plain)) return { code: "quantity_invalid" };
  return plain.length > 9 ? { code: "quantity_too_large" } : { value: Number(plain) };
}

interface ReadVariant {
  readonly id: string;
  readonly price: number;
  readonly compareAtPrice: number | null;
  readonly available: number | null;
}

function readVariant(
  variant: VariantValues,
  index: number,
  currency: string,
  refusals: FieldRefusal[],
): ReadVariant {
  function take<Value>(field: string, read: Read<Value>, instead: Value): Value {
    if ("value" in read) return read.value;
    refusals.push({ path: `variants.${index}.${field}`, code: read.code, params: read.params ?? {} });
    return instead;
  }
  const price = take("price", readPrice(variant.price, currency), 0);
  if (price === null) refusals.push({ path: `variants.${index}.price`, code: "price_missing", params: {} });
  const compareAtPrice = take("compareAt", readPrice(variant.compareAt, currency), null);
  if (compareAtPrice !== null && price !== null && compareAtPrice <= price)
    refusals.push({ path: `variants.${index}.compareAt`, code: "compare_at_low", params: {} });
  const available = take("available", readCount(variant.available), null);
  return { id: variant.id, price: price ?? 0, compareAtPrice, available };
}

/** Every field of the form that cannot be saved as it stands. */
export function judgeValues(values: ProductValues, currency: string): FieldRefusal[] {
  const refusals: FieldRefusal[] = [];
  if (values.title.trim() === "") refusals.push({ path: "title", code: "title_missing", params: {} });
  for (const [index, variant] of values.variants.entries()) readVariant(variant, index, currency, refusals);
  return refusals;
}

/** What to send: only what differs from the product that was read. Call it with values that were judged. */
export function changesOf(values: ProductValues, product: StaffProduct): SaveProductForm {
  const read = values.variants.map((variant, index) => readVariant(variant, index, product.currency, []));
  const known = new Map(product.variants.map((variant) => [variant.id as string, variant]));
  const variants = read.filter(({ id, price, compareAtPrice }) => {
    const before = known.get(id);
    return before && (before.price !== price || before.compareAtPrice !== compareAtPrice);
  });
  const stock = read.flatMap(({ id, available }) =>
    available !== null && known.get(id)?.available !== available ? [{ variantId: id, available }] : [],
  );
  const uncounted = read.filter(({ id, available }) => available === null && isCounted(known.get(id)));
  return {
    id: product.id,
    version: product.version,
    title: values.title,
    subtitle: values.subtitle,
    ...(values.descriptionHtml === product.descriptionHtml
      ? {}
      : { descriptionHtml: values.descriptionHtml }),
    status: values.status,
    taxClass: values.taxClass,
    variants: variants.map(({ id, price, compareAtPrice }) => ({ id, price, compareAtPrice })),
    stock,
    uncounted: uncounted.map(({ id }) => id),
  };
}

function isCounted(variant: { readonly available: number | null } | undefined): boolean {
  return variant !== undefined && variant.available !== null;
}
