import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { putCollections, upsertProducts } from "@hutong/catalogue";
import { openCell, openStore, type StoreContext, system } from "@hutong/db";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import { setStock } from "@hutong/inventory";
import { openShop } from "@hutong/onboarding";
import { pino } from "pino";
import type { Assets } from "../assets.ts";
import { createStorefront, type Storefront } from "../storefront.ts";

const assets: Assets = {
  folder: "/nowhere",
  style: (name) => `/assets/${name}.css`,
  script: (name) => `/assets/${name}.js`,
};

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams;
}

/** Asks a server at this port as a named host, which fetch does not let one say. */
function askHost(port: number, host: string, path: string, asked: Asked = {}): Promise<Response> {
  const headers: Record<string, string> = { ...asked.headers, host };
  if (asked.body) headers["content-type"] = "application/x-www-form-urlencoded";
  const target = new URL(path, "http://host");
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: target.pathname + target.search,
        method: asked.method ?? "GET",
        headers,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () => {
          const status = answer.statusCode!;
          const body = status === 304 ? null : Buffer.concat(parts);
          resolve(
            new Response(body, { status, headers: new Headers(answer.headers as Record<string, string>) }),
          );
        });
      },
    );
    sent.on("error", reject);
    sent.end(asked.body?.toString());
  });
}

/** A storefront over a database of its own, with stores that sell; for tests. */
export interface TrialShop {
  readonly database: TestDatabase;
  readonly storefront: Storefront;
  /** Asks as a browser without script would: follows nothing, keeps no cookie. */
  ask(store: string, path: string, init?: Asked): Promise<Response>;
  /** Posts a form from a page of the same store. */
  post(store: string, path: string, fields: Record<string, string>, cookie?: string): Promise<Response>;
  close(): Promise<void>;
}

/** Starts a storefront; each test file has its own. */
export async function openTrialShop(): Promise<TrialShop> {
  const database = await createTestDatabase();
  const tagCell = openCell({ url: database.appUrl, name: "tags", readers: 1, writers: 0 });
  const storefront = createStorefront({
    cell: database.cell,
    tagCell,
    assets,
    protocol: "http",
    log: pino({ level: "silent" }),
    cacheBytes: 8 * 1024 * 1024,
    isCounting: true,
  });
  const server: Server = createServer(storefront.handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask: TrialShop["ask"] = (store, path, init) => askHost(port, `${store}.localhost`, path, init);
  return {
    database,
    storefront,
    ask,
    post: (store, path, fields, cookie) =>
      ask(store, path, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: {
          origin: `http://${store}.localhost`,
          "sec-fetch-site": "same-origin",
          ...(cookie ? { cookie } : {}),
        },
      }),
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await tagCell.end();
      await database.drop();
    },
  };
}

/** Opens a store with one product in two sizes (the second sold out) and one collection. */
export async function openTrialStore(
  { database }: TrialShop,
  handle: string,
): Promise<{ ctx: StoreContext; productId: string; variantIds: readonly string[] }> {
  const { storeId } = await openShop(database.cell, {
    handle,
    name: { "zh-CN": `${handle} 茶铺`, en: `${handle} tea` },
    country: "CN",
    currency: "CNY",
    locale: "zh-CN",
    locales: ["zh-CN", "en"],
    isTest: true,
    testAnswer: "at-once",
  });
  const ctx = openStore(database.cell, storeId, { actor: system, locale: "zh-CN" });
  const [outcome] = await upsertProducts(ctx, [
    {
      handle: "lao-qiang",
      title: "老墙",
      subtitle: "十年熟普",
      status: "active",
      descriptionHtml: "<p>厚，不苦</p>",
      options: [{ name: "规格" }],
      variants: [
        { options: ["整饼"], price: 29800, sku: `${handle}-1` },
        { options: ["小方砖"], price: 9800, sku: `${handle}-2` },
      ],
      translations: { en: { title: "Old Wall", options: { 规格: "Size", 整饼: "Cake", 小方砖: "Brick" } } },
    },
  ]);
  if (!outcome || outcome.kind === "refused") throw new Error("the trial product was refused");
  await setStock(ctx, [
    { variantId: outcome.variantIds[0]!, available: 20 },
    { variantId: outcome.variantIds[1]!, available: 0 },
  ]);
  await putCollections(ctx, [{ handle: "tea", title: "茶", products: ["lao-qiang"] }]);
  return { ctx, productId: outcome.id, variantIds: outcome.variantIds };
}

/** Numbers of statements and transactions that an answer took. */
export function countsOf(response: Response): { statements: number; transactions: number } {
  return {
    statements: Number(response.headers.get("x-hutong-statements")),
    transactions: Number(response.headers.get("x-hutong-transactions")),
  };
}
