import { createElement as h } from "react";
import { ProductList } from "../../product-list.mjs";

export const dynamic = "force-dynamic";

/** Next as a mere router in front of React's own renderer. */
export async function GET() {
  const { renderToString } = await import("react-dom/server");
  const body = renderToString(h(ProductList));
  return new Response(
    `<!doctype html><html lang="en"><head><title>All products</title></head><body>${body}</body></html>`,
    { headers: { "content-type": "text/html; charset=utf-8" } },
  );
}
