import { serve } from "@hono/node-server";
import { cellOptions, firstPort, openCell } from "@hutong/db";
import { createClock } from "@hutong/kernel";
import { pino } from "pino";
import { createApi } from "./app.ts";
import { clockOffsetMs } from "./env.ts";

const logger = pino({ name: "api" });
const cell = openCell({ ...cellOptions(), name: "hutong api" });
const server = serve(
  { fetch: createApi(cell, logger, createClock(clockOffsetMs)).fetch, port: firstPort + 2 },
  ({ port }) => logger.info({ port }, "listening"),
);

function stop(): void {
  server.close(() => {
    void cell.end().then(() => process.exit(0));
  });
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
