import { createElement as h } from "react";

const products = Array.from({ length: 24 }, (_, index) => ({
  handle: `product-${index + 1}`,
  title: `Product ${index + 1}, made by hand`,
  subtitle: "Heavy cotton, cut wide, washed once",
  price: `$${(index * 7) % 90}.00`,
}));

function Card({ product }) {
  return h(
    "li",
    { className: "card" },
    h(
      "a",
      { href: `/products/${product.handle}`, className: "card-link" },
      h("img", {
        src: `/files/${product.handle}.svg`,
        alt: product.title,
        width: 400,
        height: 500,
        loading: "lazy",
      }),
      h("h3", { className: "card-title" }, product.title),
      h("p", { className: "card-subtitle" }, product.subtitle),
      h("p", { className: "card-price" }, product.price),
    ),
  );
}

/** The page that every renderer of the trial draws: 24 products, 8 KB of HTML. */
export function ProductList() {
  return h(
    "main",
    { className: "shelf" },
    h("h1", null, "All products"),
    h(
      "ul",
      { className: "grid" },
      products.map((product) => h(Card, { key: product.handle, product })),
    ),
  );
}
