"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { MetafieldsCard } from "./metafields-card.tsx";
import { VariantMetafields } from "./variant-metafields.tsx";

/** The store's own fields of a product and of its variants. */
export function ProductMetafields({ product: { id, variants } }: { product: StaffProduct }) {
  return (
    <div className="border-line border-t pt-5">
      <MetafieldsCard ownerType="PRODUCT" ownerId={id} />
      <VariantMetafields variants={variants} />
    </div>
  );
}
