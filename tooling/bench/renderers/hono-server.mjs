// Hono sending fixed bytes at /fixed and what React renders at /rendered. PORT as argument.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import { ProductList } from "./next-app/product-list.mjs";

const html = () =>
  `<!doctype html><html lang="en"><head><title>All products</title></head><body>${renderToString(h(ProductList))}</body></html>`;
const fixed = Buffer.from(html());
const headers = { "content-type": "text/html; charset=utf-8" };

const app = new Hono();
app.get("/fixed", (c) => c.body(fixed, 200, headers));
app.get("/rendered", (c) => c.body(html(), 200, headers));
serve({ fetch: app.fetch, port: Number(process.argv[2]) });
