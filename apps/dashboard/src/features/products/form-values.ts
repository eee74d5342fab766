import type { StaffProduct } from "@hutong/catalogue";
import { AppError, parseMoney, toDecimal } from "@hutong/kernel";
import { fromZoned, toZoned } from "../discounts/zoned.ts";
import type { ProductStatus } from "./product-badges.tsx";
import type { SaveProductForm } from "./schemas.ts";
import { splitValues } from "./variant-shape.ts";

/** What stands in the product form beside its variants, as texts. */
export interface ProductValues {
  title: string;
  subtitle: string;
  descriptionHtml: string;
  handle: string;
  vendor: string;
  productType: string;
  /** Apart by commas. */
  tags: string;
  /** Empty: as the title and the description say. */
  seoTitle: string;
  seoDescription: string;
  template: string;
  status: ProductStatus;
  /** When a draft goes on sale, as a `datetime-local` field has it on the store's clock; empty: not by itself. */
  publishAt: string;
  taxClass: string;
}

export function valuesOf(product: StaffProduct, timeZone: string): ProductValues {
  return {
    title: product.title,
    subtitle: product.subtitle,
    descriptionHtml: product.descriptionHtml,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags.join(", "),
    seoTitle: product.seoTitle ?? "",
    seoDescription: product.seoDescription ?? "",
    template: product.template,
    status: product.status,
    publishAt: product.publishAt ? toZoned(product.publishAt, timeZone) : "",
    taxClass: product.taxClass,
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

/** An amount as it is typed; empty for none. */
export function priceText(amount: number | null, currency: string): string {
  return amount === null ? "" : toDecimal({ amount, currency });
}

/** Reads a typed count; empty is null, full-width digits are fine. */
export function readCount(text: string): Read<number | null> {
  const plain = text.normalize("NFKC").trim();
  if (plain === "") return { value: null };
  if (/^[-−]\s*\d+$/.test(plain)) return { code: "quantity_negative" };
  if (!/^\d+$/.test(plain)) return { code: "quantity_invalid" };
  return plain.length > 9 ? { code: "quantity_too_large" } : { value: Number(plain) };
}

/**
 * Every field of the form that cannot be saved as it stands; variants judge themselves.
 * @param isNew the product is not there yet: its address is made of the title where none is given
 */
export function judgeValues(values: ProductValues, isNew = false): FieldRefusal[] {
  const refusals: FieldRefusal[] = [];
  if (values.title.trim() === "") refusals.push({ path: "title", code: "title_missing", params: {} });
  if (values.handle.trim() === "" && !isNew)
    refusals.push({ path: "handle", code: "product_handle_ill_formed", params: {} });
  if (!/^[a-z0-9-]{0,40}$/.test(values.template))
    refusals.push({ path: "template", code: "template_ill_formed", params: {} });
  return refusals;
}

/** What to send of the form's own fields: only what differs from the product that was read. */
export function changesOf(
  values: ProductValues,
  product: StaffProduct,
  timeZone: string,
): Pick<SaveProductForm, "id" | "version"> & Partial<SaveProductForm> {
  const before = valuesOf(product, timeZone);
  const text = <Key extends keyof ProductValues>(key: Key) =>
    values[key] === before[key] ? {} : { [key]: values[key] };
  const words = (key: "seoTitle" | "seoDescription") =>
    values[key] === before[key] ? {} : { [key]: values[key].trim() || null };
  const isDraft = values.status === "draft";
  const publishAt = isDraft && values.publishAt ? fromZoned(values.publishAt, timeZone) : null;
  return {
    id: product.id,
    version: product.version,
    ...text("title"),
    ...text("subtitle"),
    ...text("descriptionHtml"),
    ...text("handle"),
    ...text("vendor"),
    ...text("productType"),
    ...text("template"),
    ...text("status"),
    ...text("taxClass"),
    ...words("seoTitle"),
    ...words("seoDescription"),
    ...(values.tags === before.tags ? {} : { tags: splitValues(values.tags) }),
    ...((isDraft ? values.publishAt : "") === before.publishAt ? {} : { publishAt }),
  };
}
