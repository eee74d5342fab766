import { DocumentBody } from "@hutong/sections";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { documentOf } from "./document.ts";
import { type Desk, deskOf } from "./pages/desk.tsx";
import { frameFor, iconOf, rootClass } from "./render-shop-page.tsx";
import { type Allowed, checkoutHeaders, embeddedHeaders } from "./security.ts";
import type { Services } from "./services.ts";
import type { Visit } from "./visit.ts";

/** The desk of a visit, from the store's kept shell. */
export async function openDesk(services: Services, visit: Visit): Promise<Desk> {
  const loaded = await services.shells.of(visit.ctx);
  return deskOf(visit, frameFor(visit, loaded), loaded);
}

interface DeskPage {
  readonly title: string;
  readonly body: ReactNode;
  readonly status?: number;
  /** Seconds after which a browser without script asks again. */
  readonly refreshSeconds?: number;
  /** A script of ours beside the desk's own, by name, and what the provider's that it brings needs. */
  readonly embedded?: { readonly island: string; readonly allow: Allowed };
}

function answer(services: Services, html: string, { status = 200, embedded }: DeskPage): Response {
  const { protocol } = services;
  const headers = embedded ? embeddedHeaders(protocol, embedded.allow) : checkoutHeaders(protocol);
  return new Response(html, {
    status,
    headers: { ...headers, "content-type": "text/html; charset=utf-8" },
  });
}

/** Checkout, waiting and order pages: the store's name stays, navigation goes. */
export function deskPage(services: Services, desk: Desk, page: DeskPage): Response {
  const { visit, frame } = desk;
  const html = documentOf(
    {
      locale: visit.locale,
      className: `checkout ${rootClass(frame)}`,
      title: `${page.title} · ${frame.storeName}`,
      icon: iconOf(frame),
      styles: [services.assets.style("checkout")],
      scripts: ["pay", ...(page.embedded ? [page.embedded.island] : [])].map(services.assets.script),
      isIndexed: false,
      ...(page.refreshSeconds === undefined ? {} : { refreshSeconds: page.refreshSeconds }),
    },
    renderToString(page.body),
  );
  return answer(services, html, page);
}

/** A customer's page inside the shop's own layout: the bag. */
export async function layoutPage(services: Services, desk: Desk, page: DeskPage): Promise<Response> {
  const { visit, frame } = desk;
  const { layout, plan } = await services.shells.of(visit.ctx);
  const html = documentOf(
    {
      locale: visit.locale,
      className: rootClass(frame),
      title: `${page.title} · ${frame.storeName}`,
      icon: iconOf(frame),
      styles: [services.assets.style(frame.theme.name)],
      scripts: [services.assets.script("shop")],
      isIndexed: false,
    },
    renderToString(
      <DocumentBody layout={layout} plan={plan} found={null} frame={frame}>
        {page.body}
      </DocumentBody>,
    ),
  );
  return answer(services, html, page);
}
