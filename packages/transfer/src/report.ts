import type { ProductOutcome } from "@hutong/catalogue/schemas";
import type { RecordedSource } from "@hutong/files";
import type { AppError } from "@hutong/kernel";
import type { BatchResult } from "./import-batch.ts";
import type { ReadProduct } from "./read-product.ts";

/** A row that was not taken, and why: `code` is stable, `params` fill its sentence. */
export interface RefusedRow {
  readonly line: number;
  readonly handle: string;
  readonly code: string;
  readonly field: string | undefined;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What became of a file of products. */
export interface ImportReport {
  readonly isDryRun: boolean;
  /** Rows below the header that hold anything. */
  readonly rows: number;
  readonly products: { created: number; updated: number; unchanged: number; refused: number };
  /** Variants whose stock is another than before. */
  readonly stockChanged: number;
  /** Addresses of pictures: recorded now, known before, and how many of both still have to be fetched. */
  readonly pictures: {
    recorded: number;
    known: number;
    pending: number;
    invalid: { line: number; address: string }[];
  };
  readonly ignoredColumns: readonly string[];
  readonly refused: readonly RefusedRow[];
  /** Nothing in the store is other than before. */
  readonly isUnchanged: boolean;
}

/** Adds a report up as the import goes. */
export class ReportBuilder {
  readonly #products = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  readonly #pictures = new Map<string, RecordedSource>();
  readonly #invalid: { line: number; address: string }[] = [];
  readonly #refused: RefusedRow[] = [];
  #stockChanged = 0;

  /** Adds a batch that was written. */
  batch(products: readonly ReadProduct[], { sources, outcomes, stockChanged }: BatchResult): void {
    for (const source of sources) {
      if (!this.#pictures.has(source.address)) this.#pictures.set(source.address, source);
    }
    this.#stockChanged += stockChanged;
    products.forEach((product, index) => {
      this.#addresses(product);
      this.#outcome(product, outcomes[index]!);
    });
  }

  #addresses({ images }: ReadProduct): void {
    for (const { url, line } of images ?? []) {
      if (!this.#pictures.has(url)) this.#invalid.push({ line, address: url.slice(0, 200) });
    }
  }

  #outcome(product: ReadProduct, outcome: ProductOutcome): void {
    this.#products[outcome.kind] += 1;
    if (outcome.kind !== "refused") return;
    const variant = /^variants\.(\d+)/.exec(outcome.field ?? "")?.[1];
    const line = product.variantLines[Number(variant)] ?? product.line;
    const { code, field, params } = outcome;
    this.#refused.push({ line, handle: product.handle, code, field, params });
  }

  refuse(line: number, handle: string, { code, field, params }: AppError): void {
    this.#products.refused += 1;
    this.#refused.push({ line, handle, code, field, params });
  }

  finish(rows: number, ignoredColumns: readonly string[], isDryRun: boolean): ImportReport {
    const pictures = [...this.#pictures.values()];
    const recorded = pictures.filter((source) => source.isNew).length;
    const { created, updated } = this.#products;
    return {
      isDryRun,
      rows,
      products: { ...this.#products },
      stockChanged: this.#stockChanged,
      pictures: {
        recorded,
        known: pictures.length - recorded,
        pending: pictures.filter((source) => !source.isReady).length,
        invalid: this.#invalid,
      },
      ignoredColumns,
      refused: this.#refused.toSorted((a, b) => a.line - b.line),
      isUnchanged: created + updated + this.#stockChanged + recorded === 0,
    };
  }
}
