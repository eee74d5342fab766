import { AppError } from "@hutong/kernel";
import { type JudgedProduct, judgeProduct } from "./judge-product.ts";
import type { ProductInput, ProductOutcome } from "./product-schemas.ts";

/** Rows that were held against every rule that needs no database: `upsertJudged` writes those that passed. */
export interface JudgedRows {
  readonly products: readonly JudgedProduct[];
  /** Where each handle stands among the rows. */
  readonly places: ReadonlyMap<string, number>;
  /** By the place of their row; empty where a row passed. */
  readonly refused: readonly (ProductOutcome | undefined)[];
}

export function refusal(handle: string, error: AppError): ProductOutcome {
  return { kind: "refused", handle, code: error.code, field: error.field, params: error.params };
}

/** Judges rows, each alone. @param currency the store's */
export function judgeInputs(rows: readonly ProductInput[], currency: string): JudgedRows {
  const refused = new Array<ProductOutcome | undefined>(rows.length);
  const places = new Map<string, number>();
  const products: JudgedProduct[] = [];
  rows.forEach((row, index) => {
    try {
      const product = judgeProduct(row, currency);
      if (places.has(product.handle)) throw new AppError("invalid", "handle_twice", { field: "handle" });
      places.set(product.handle, index);
      products.push(product);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused[index] = refusal(row.handle ?? "", error);
    }
  });
  return { products, places, refused };
}
