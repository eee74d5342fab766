import type { StaffProduct } from "@hutong/catalogue";
import { packRows, unpackRows } from "../../api/pack-rows.ts";

/** A product as it goes to its form: its variants, of which it may have 2,048, as one text. */
export type PackedProduct = Omit<StaffProduct, "variants"> & { readonly variants: string };

export function packProduct({ variants, ...product }: StaffProduct): PackedProduct {
  return { ...product, variants: packRows(variants) };
}

export function unpackProduct({ variants, ...product }: PackedProduct): StaffProduct {
  return { ...product, variants: unpackRows<StaffProduct["variants"][number]>(variants) };
}
