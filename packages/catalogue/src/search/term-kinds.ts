/** First characters of terms that are no words as written; no word begins with one of them. */
export const termKinds = {
  /** Pinyin of a run from the beginning of one of its words to its end. */
  pinyin: "~",
  /** First letters of the same. */
  initials: "^",
  /** An article number or barcode, from the beginning of one of its parts. */
  code: "#",
  /** A phrase that the merchant says means the same as one that the product has. */
  synonym: "=",
} as const;

/** Longest pinyin and initials that are kept. */
export const longestPinyin = 40;
