import type { StaffProduct } from "@hutong/catalogue";
import { changesOf } from "./form-values.ts";
import type { Pictures } from "./pictures/use-pictures.ts";
import type { Filled } from "./product-form.tsx";
import type { Rules } from "./purchase-rules.tsx";
import type { CreateProductForm } from "./schemas.ts";
import { shapeChanges } from "./variant-cells.ts";

/** What the form sends of a product that is not there yet. Call it with a sheet that was judged. */
export function newProductOf({
  values,
  shape,
  sheet,
  product,
  timezone,
  pictures,
  rules,
}: Filled & {
  /** The blank one that the form began with. */
  product: StaffProduct;
  timezone: string;
  pictures: Pictures;
  rules: Rules | null;
}): CreateProductForm {
  const { id: _, version: _version, ...texts } = changesOf(values, product, timezone);
  const { options, added, addedStock } = shapeChanges(shape, sheet, product);
  return {
    ...texts,
    title: values.title,
    status: values.status,
    options,
    added: added ?? [],
    addedStock,
    pictures: pictures.map(({ fileId, alt }) => ({ fileId, alt })),
    ...(rules ? { rules: { ...rules, fields: [...rules.fields] } } : {}),
  };
}
