import { createElement as h } from "react";
import { ProductList } from "../../../product-list.mjs";

export const dynamic = "force-static";

export function generateStaticParams() {
  return [{ host: "demo" }];
}

export default function Page() {
  return h(ProductList);
}
