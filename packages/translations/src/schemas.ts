import { z } from "zod";

/** What can be translated; `resourceId` is the row's id as text. */
export const ResourceKind = z.enum(["product", "collection", "shipping-rate", "payment-account"]);
export type ResourceKind = z.infer<typeof ResourceKind>;

export const TranslationRow = z.object({
  resourceKind: ResourceKind,
  resourceId: z.string().min(1).max(64),
  /** BCP 47 tag; never the store's own language, whose texts stand in the columns. */
  locale: z.string().min(2).max(35),
  field: z.string().min(1).max(64),
  value: z.string().max(100_000),
});
export type TranslationRow = z.infer<typeof TranslationRow>;

/**
 * A product's texts in another language. `options` is a dictionary from the store's own word to the translated one,
 * for option names and values alike; `facts` and `alts` follow the order of the product's facts and pictures.
 */
export interface ProductTexts {
  readonly title?: string;
  readonly subtitle?: string;
  readonly descriptionHtml?: string;
  readonly productType?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly alts?: readonly string[];
  readonly seoTitle?: string;
  readonly seoDescription?: string;
}

export interface CollectionTexts {
  readonly title?: string;
  readonly descriptionHtml?: string;
}
