import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Cell } from "@hutong/db";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import type { Assets } from "./assets.ts";
import { TagFollower } from "./page-cache/follow-tags.ts";
import { PageCache } from "./page-cache/page-cache.ts";
import { PageServer } from "./page-cache/page-server.ts";
import type { Services } from "./services.ts";
import { ShellKeeper } from "./shell-keeper.ts";
import { shopListener } from "./shop-listener.ts";
import { StoreDoor } from "./store-door.ts";

export interface StorefrontOptions {
  readonly cell: Cell;
  /** A cell of its own for following changed tags, so that counting statements counts pages only. */
  readonly tagCell: Cell;
  readonly assets: Assets;
  readonly protocol: "http" | "https";
  readonly log: Logger;
  readonly cacheBytes: number;
  /** Answers carry their number of statements and transactions; true only with one client at a time. */
  readonly isCounting?: boolean;
  /** Whether codes can go to phones. */
  readonly canText?: boolean;
}

export interface Storefront {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Looks at changed tags once, without waiting for the next round. */
  follow(): Promise<void>;
  start(): void;
  stop(): void;
}

// The headers are written at the very end, when the number is known.
function countInto(response: ServerResponse, cell: Cell): void {
  const before = { ...cell.usage };
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = ((...parts: unknown[]) => {
    response.setHeader("x-hutong-statements", cell.usage.statements - before.statements);
    response.setHeader("x-hutong-transactions", cell.usage.transactions - before.transactions);
    return writeHead(...parts);
  }) as typeof response.writeHead;
}

/** Serves every store: shop pages straight from the server, the rest through the app. */
export function createStorefront(options: StorefrontOptions): Storefront {
  const { cell, assets, protocol, log } = options;
  const report = (error: unknown) => log.warn({ err: error }, "went on with what was kept");
  const cache = new PageCache(options.cacheBytes);
  const pages = new PageServer(cache, report);
  const door = new StoreDoor(cell, report);
  const shells = new ShellKeeper();
  const services: Services = {
    cell,
    door,
    pages,
    shells,
    assets,
    protocol,
    log,
    canText: options.canText ?? true,
  };
  const listener = getRequestListener(createApp(services).fetch);
  const follower = new TagFollower(
    options.tagCell,
    (storeId, tag) => {
      cache.change(storeId, tag);
      shells.change(storeId, tag);
      if (tag === "store") door.forget(storeId);
    },
    report,
  );

  const shop = shopListener(services);
  return {
    handle(request, response) {
      if (options.isCounting) countInto(response, cell);
      const passOn = () => void listener(request, response);
      if (!shop(request, response, passOn)) passOn();
    },
    follow: () => follower.poll(),
    start: () => follower.start(),
    stop: () => follower.stop(),
  };
}
