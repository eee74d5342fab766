import { createElement as h } from "react";
import { ProductList } from "../../product-list.mjs";

export const dynamic = "force-dynamic";

export default function Page() {
  return h(ProductList);
}
