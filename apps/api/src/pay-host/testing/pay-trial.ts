import { readNotice, submitCheckout } from "@hutong/checkout";
import { openTestShop, readyCheckout, type TestShop } from "@hutong/checkout/testing";
import { createTestDatabase, type TestDatabase } from "@hutong/db/testing";
import type { Id } from "@hutong/kernel";
import type { CustomerEnvironment } from "@hutong/payment-providers";
import { connectAccount, payOrigin } from "@hutong/payments";
import {
  noticeSigning,
  type Order,
  orderNotice,
  register,
  type Simulator,
  signatureHeaders,
  startSimulator,
} from "@hutong/simulator-wechat-pay";
import type { Hono } from "hono";
import { pino } from "pino";
import { expect } from "vitest";
import { createApi } from "../../app.ts";

export const agents = {
  wechat: "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.49",
  phone: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
} as const;

/** A browser without script: keeps cookies by origin, follows nothing by itself. */
export class PayBrowser {
  readonly #api: Hono;
  readonly #agent: string;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(api: Hono, agent: string = agents.wechat) {
    this.#api = api;
    this.#agent = agent;
  }

  cookies(origin: string): Map<string, string> {
    let jar = this.#cookies.get(origin);
    if (!jar) {
      jar = new Map();
      this.#cookies.set(origin, jar);
    }
    return jar;
  }

  async get(address: string, headers: Record<string, string> = {}): Promise<Response> {
    const url = new URL(address);
    url.hash = "";
    const jar = this.cookies(url.origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = { "user-agent": this.#agent, ...(cookie ? { cookie } : {}), ...headers };
    const isPayHost = url.origin === payOrigin;
    const response = isPayHost
      ? await this.#api.request(url.href, { headers: sent })
      : await fetch(url, { headers: sent, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name!, value!);
    }
    return response;
  }

  /** Follows redirects among the pay host and WeChat; answers the first page, or what leads elsewhere. */
  async go(address: string): Promise<{ response: Response; address: string }> {
    const response = await this.get(address);
    const next = response.headers.get("location");
    return next === null || next.startsWith("http://shop.") ? { response, address } : this.go(next);
  }
}

/** A database, a shop that takes WeChat Pay, its far end, and the api app; everything it logs is kept. */
export interface PayTrial {
  readonly database: TestDatabase;
  readonly simulator: Simulator;
  readonly shop: TestShop;
  readonly account: string;
  readonly api: Hono;
  readonly logged: string[];
  begin(customer: CustomerEnvironment): Promise<{ checkout: string; url: string }>;
  newestOrder(): Order;
  /** Lets WeChat Pay's notice of an order arrive. */
  tell(order: Order): Promise<void>;
  close(): Promise<void>;
}

/** Starts a trial; `HUTONG_API_ORIGIN` and `HUTONG_SIMULATORS` are set before. */
export async function openPayTrial(): Promise<PayTrial> {
  // One connection for writing: whoever kept it while others are asked would stop everybody.
  const database = await createTestDatabase({ writers: 1 });
  const simulator = await startSimulator();
  const { platform } = simulator;
  const shop = await openTestShop(database, { stock: 1000 });
  const webHosts = [new URL(payOrigin).host];
  const credentials = register(platform, { webHosts, h5Hosts: webHosts });
  const title = { en: "WeChat Pay" };
  const { id } = await connectAccount(shop.platform, { provider: "wechat-pay", title, credentials });
  const logged: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void logged.push(line) });
  return {
    database,
    simulator,
    shop,
    account: id,
    api: createApi(database.cell, logger, shop.clock),
    logged,
    async begin({ kind, ipAddress }) {
      const { checkout } = await readyCheckout(shop, shop.variants.tin);
      if (kind === "alipay") throw new Error("not inside Alipay");
      const outcome = await submitCheckout(shop.buyer, {
        checkout,
        accountId: id,
        key: "k",
        returnUrl: "http://shop.localhost/checkout/{checkout}/return",
        customer: ipAddress === undefined ? { kind } : { kind, ipAddress },
      });
      if (outcome.kind !== "redirect") throw new Error(JSON.stringify(outcome));
      return { checkout, url: outcome.url };
    },
    newestOrder: () => [...platform.orders.values()].at(-1)!,
    async tell(order) {
      const merchant = platform.merchants.get(order.mchid)!;
      const body = orderNotice(platform, order);
      const headers = signatureHeaders(platform, merchant, noticeSigning(platform, merchant), body);
      const request = { headers, body: Buffer.from(body) };
      await readNotice(database.cell, { provider: "wechat-pay", accountId: id, request });
    },
    async close() {
      await simulator.stop();
      await database.drop();
    },
  };
}

/** What a page's script is told, by name. */
export function toldBy(page: string): Record<string, string> {
  const main = /<main([^>]*)>/.exec(page)![1]!;
  const plain = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return Object.fromEntries(
    [...main.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, plain(value!)]),
  );
}

/** Where the attempts of a checkout lead back to. */
export const returnOf = (checkout: string) => `http://shop.localhost/checkout/${checkout}/return`;

const idOf = (ref: string) => ref.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The attempt that a checkout waits for, as it is written. */
export async function attemptOf(trial: PayTrial, checkout: string) {
  const [row] = await trial.database.owner<
    { id: Id<"payment-attempt">; request: Record<string, unknown> }[]
  >`select t.id, t.request from payment_attempts t join checkouts k on k.attempt_id = t.id where k.id = ${idOf(checkout)}`;
  return row!;
}

/** The address to which WeChat sends the browser back, not gone to yet. */
export async function authorised(browser: PayBrowser, url: string): Promise<string> {
  const first = await browser.get(url);
  return (await browser.get(first.headers.get("location")!)).headers.get("location")!;
}

/** Expects a page that refuses in these words; answers it. */
export async function expectRefusal(response: Response, status: number, text: string): Promise<string> {
  expect(response.status).toBe(status);
  const page = await response.text();
  expect(page).toContain(text);
  return page;
}
