/** A product that queries are judged against. */
export interface SetProduct {
  readonly handle: string;
  readonly title: string;
  readonly productType?: string | undefined;
  readonly vendor?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** In minor units. */
  readonly price?: number | undefined;
  readonly sku?: string | undefined;
  readonly barcode?: string | undefined;
  /** Titles in further languages, by BCP 47 tag. */
  readonly titles?: Readonly<Record<string, string>> | undefined;
}

/** Something that somebody typed, and what should answer it: grades 1 to 3 by handle, 0 for all others. */
export interface JudgedQuery {
  readonly query: string;
  /** Its language, or what is hard about it. */
  readonly kind: string;
  readonly relevant: Readonly<Record<string, number>>;
  /** Of the third that nothing was tuned on. */
  readonly isUntouched: boolean;
}

export interface JudgedSet {
  readonly products: readonly SetProduct[];
  readonly queries: readonly JudgedQuery[];
  /** Words that the merchant says mean the same. */
  readonly synonyms: readonly (readonly string[])[];
}
