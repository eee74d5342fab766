import type { ProductInput, VariantInput } from "@hutong/catalogue/schemas";
import { AppError, parseMoney } from "@hutong/kernel";
import type { Column } from "./columns.ts";
import { mostRows, type ProductLine, type RowGroup } from "./group-rows.ts";

/** A product of a file, not yet judged; pictures still by their address. */
export interface ReadProduct {
  readonly handle: string;
  readonly line: number;
  readonly input: Omit<ProductInput, "media" | "variants"> & {
    variants?: (VariantInput & { image?: string | undefined })[];
  };
  /** Null when the file has no column for pictures. */
  readonly images: { url: string; alt: string; line: number }[] | null;
  /** One for each variant, in their order. */
  readonly stock: VariantStock[];
  readonly variantLines: number[];
  readonly values: readonly FieldValue[];
}

/** A value of one of the store's own fields, not yet judged; null where nothing is in it, which takes away what is there. */
export interface FieldValue {
  readonly namespace: string;
  readonly key: string;
  /** What it is said to be, where the file says so. */
  readonly type?: string | undefined;
  readonly value: string | null;
}

/** What a row says of a variant's stock. */
export type VariantStock =
  | { readonly kind: "unsaid" }
  | { readonly kind: "untracked" }
  | {
      readonly kind: "counted";
      readonly available: number | undefined;
      readonly mayOversell: boolean | undefined;
    };

/** A row that breaks a rule; `place` is the column's, from 0, where only the text of the file is known. */
export class RowRefused extends Error {
  readonly line: number;
  readonly refusal: AppError;
  readonly place: number | undefined;

  constructor(line: number, refusal: AppError, place?: number) {
    super(`line ${line}: ${refusal.code}`);
    this.line = line;
    this.refusal = refusal;
    this.place = place;
  }
}

const variantColumns: readonly Column[] = [
  "option1Value",
  "sku",
  "barcode",
  "price",
  "compareAtPrice",
  "quantity",
  "grams",
];

function at<Value>(row: ProductLine, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof AppError ? new RowRefused(row.line, error) : error;
  }
}

function refuse(code: string, field: string, params: Record<string, string | number> = {}): never {
  throw new AppError("invalid", code, { field, params });
}

const optionNames = ["option1Name", "option2Name", "option3Name"] as const;
const optionValues = ["option1Value", "option2Value", "option3Value"] as const;

const orNull = (text: string | undefined) => (text === "" ? null : text);

function flag(text: string | undefined): boolean | undefined {
  if (text === undefined || text === "") return undefined;
  return /^(true|yes|1|y|是)$/i.test(text);
}

function statusOf(row: ProductLine): ProductInput["status"] {
  const status = row.cell("status")?.toLowerCase();
  const isPublished = flag(row.cell("published"));
  if (status === "archived" || status === "draft") return status;
  if (status === "active") return isPublished === false ? "draft" : "active";
  if (status) refuse("status_unknown", "status", { status });
  return isPublished === undefined ? undefined : isPublished ? "active" : "draft";
}

function isVariantRow(row: ProductLine): boolean {
  return optionValues.some((column) => row.cell(column)) || Boolean(row.cell("sku") || row.cell("price"));
}

function numberIn(row: ProductLine, column: Column, code: string): number | undefined {
  const text = row.cell(column);
  if (!text) return undefined;
  const value = Number(text.includes(",") ? text.replace(/,(?=\d{3}(\D|$))/g, "") : text);
  return Number.isFinite(value) ? value : refuse(code, column, { text });
}

function readOptionNames(first: ProductLine, variants: readonly ProductLine[]): string[] | undefined {
  if (first.cell("option1Name") === undefined && first.cell("option1Value") === undefined) return undefined;
  const names = optionNames.map((column) => first.cell(column) ?? "");
  const used = optionValues.map((column) => variants.some((row) => row.cell(column)));
  const isBare =
    names[0]?.toLowerCase() === "title" &&
    variants.every((row) => /^(default title)?$/i.test(row.cell("option1Value") ?? ""));
  if (isBare && !used[1] && !used[2]) return [];
  const count = Math.max(names.findLastIndex(Boolean), used.lastIndexOf(true)) + 1;
  return names.slice(0, count);
}

function readVariant(
  row: ProductLine,
  optionCount: number,
  currency: string,
): VariantInput & { image?: string | undefined } {
  const price = row.cell("price");
  const compareAt = row.cell("compareAtPrice");
  const grams = numberIn(row, "grams", "weight_invalid");
  const money = (text: string, field: Column) => {
    try {
      return parseMoney(text, currency).amount;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refuse(error.code, field, { ...error.params });
    }
  };
  return {
    options: optionValues.slice(0, optionCount).map((column) => row.cell(column) ?? ""),
    sku: row.cell("sku"),
    barcode: row.cell("barcode"),
    price: price ? money(price, "price") : undefined,
    compareAtPrice: compareAt
      ? money(compareAt, "compareAtPrice") || null
      : compareAt === undefined
        ? undefined
        : null,
    weightGrams: grams === undefined ? undefined : Math.round(grams),
    requiresShipping: flag(row.cell("requiresShipping")),
    image: row.cell("variantImage"),
  };
}

function readStock(row: ProductLine): VariantStock {
  const tracker = row.cell("tracker");
  const quantity = numberIn(row, "quantity", "quantity_invalid");
  if (tracker === "") return { kind: "untracked" };
  if (tracker === undefined && quantity === undefined) return { kind: "unsaid" };
  if (quantity !== undefined && (!Number.isInteger(quantity) || Math.abs(quantity) > 1_000_000_000)) {
    refuse("quantity_invalid", "quantity", { text: quantity });
  }
  const policy = row.cell("policy");
  const mayOversell =
    policy === undefined || policy === "" ? undefined : /^continue$/i.test(policy) || flag(policy) === true;
  // A deny-policy item below zero elsewhere is sold out here: nothing is owed for it in this store.
  const available = quantity !== undefined && quantity < 0 && !mayOversell ? 0 : quantity;
  return { kind: "counted", available, mayOversell };
}

function readImages(rows: readonly ProductLine[]): ReadProduct["images"] {
  if (rows[0]?.cell("imageUrl") === undefined) return null;
  const images: { url: string; alt: string; line: number; position: number }[] = [];
  rows.forEach((row, index) => {
    const url = row.cell("imageUrl");
    if (!url) return;
    const position = Number(row.cell("imagePosition")) || 10_000 + index;
    images.push({ url, alt: row.cell("imageAlt") ?? "", line: row.line, position });
  });
  const once = new Map(images.sort((a, b) => a.position - b.position).map((image) => [image.url, image]));
  return [...once.values()].map(({ url, alt, line }) => ({ url, alt, line }));
}

function assertWhole(rows: readonly ProductLine[]): void {
  for (const { line, fault } of rows) {
    if (fault) throw new RowRefused(line, new AppError("invalid", fault.code), fault.column);
  }
}

/**
 * Reads the rows of one product. Throws `RowRefused` with the line and the reason: `price_invalid`,
 * `price_too_precise`, `price_negative`, `weight_invalid`, `quantity_invalid`, `status_unknown`,
 * `gift_card_unsupported`, `product_rows_too_many` or a `RowFault`.
 * @param currency the store's; prices are decimals in it
 */
export function readProduct({ handle, rows, count }: RowGroup, currency: string): ReadProduct {
  const first = rows[0]!;
  if (count > mostRows) {
    const refusal = new AppError("invalid", "product_rows_too_many", {
      params: { rows: count, most: mostRows },
    });
    throw new RowRefused(first.line, refusal);
  }
  assertWhole(rows);
  if (flag(first.cell("giftCard"))) {
    throw new RowRefused(first.line, new AppError("invalid", "gift_card_unsupported", { field: "giftCard" }));
  }
  const hasVariants = variantColumns.some((column) => first.cell(column) !== undefined);
  const variantRows = hasVariants ? rows.filter((row, index) => index === 0 || isVariantRow(row)) : [];
  const names = readOptionNames(first, variantRows);
  const tags = first.cell("tags");
  const variants = variantRows.map((row) => at(row, () => readVariant(row, names?.length ?? 0, currency)));
  return {
    handle,
    line: first.line,
    input: {
      handle,
      title: first.cell("title") || undefined,
      descriptionHtml: first.cell("description"),
      vendor: first.cell("vendor"),
      productType: first.cell("type"),
      tags: tags
        ?.split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
      status: at(first, () => statusOf(first)),
      seoTitle: orNull(first.cell("seoTitle")),
      seoDescription: orNull(first.cell("seoDescription")),
      options: names?.map((name) => ({ name })),
      ...(hasVariants ? { variants } : {}),
    },
    images: readImages(rows),
    stock: variantRows.map((row) => at(row, () => readStock(row))),
    variantLines: variantRows.map((row) => row.line),
    values: first.values(),
  };
}
