import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { cellOptions, openCell } from "@hutong/db";
import { pino } from "pino";
import { readAssets } from "./assets.ts";
import { assetsDir, canText, isCounting, logLevel, pageCacheBytes, port, protocol } from "./env.ts";
import { createStorefront } from "./storefront.ts";

const drainMs = 8_000;
const log = pino({ level: logLevel, base: { app: "storefront" }, timestamp: pino.stdTimeFunctions.isoTime });
const cell = openCell({ ...cellOptions(), name: "storefront" });
const tagCell = openCell({ ...cellOptions(), name: "storefront-tags", readers: 1, writers: 0 });
const assets = readAssets(assetsDir ?? fileURLToPath(new URL("../client/", import.meta.url)));
const storefront = createStorefront({
  cell,
  tagCell,
  assets,
  protocol,
  log,
  cacheBytes: pageCacheBytes,
  isCounting,
  canText,
});

const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, storefront.handle);
storefront.start();
server.listen(port, () => log.info({ port }, "serving"));

let isStopping = false;
function stop(signal: string): void {
  if (isStopping) return;
  isStopping = true;
  log.info({ signal }, "stopping");
  storefront.stop();
  const force = setTimeout(() => server.closeAllConnections(), drainMs);
  server.close(() => {
    clearTimeout(force);
    void Promise.all([cell.end(), tagCell.end()]).finally(() => process.exit(0));
  });
  server.closeIdleConnections();
}
process.on("SIGTERM", () => stop("SIGTERM"));
process.on("SIGINT", () => stop("SIGINT"));
