import { type Cell, readPlatform, sql } from "@hutong/db";
import { AppError, type Clock, createClock, httpStatus } from "@hutong/kernel";
import { NotProven } from "@hutong/payment-providers";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Logger } from "pino";
import { payHost } from "./pay-host/routes.ts";
import { paymentNotices } from "./payment-notices.ts";
import { testBank } from "./test-bank/routes.ts";

/**
 * The api app: payment notices, the pay host, the pretend bank, health. Stateless; any number of it may run. Only tests
 * and proofs give a `clock`.
 */
export function createApi(cell: Cell, logger: Logger, clock: Clock = createClock()): Hono {
  const app = new Hono();
  app.use(bodyLimit({ maxSize: 1024 * 1024 }));

  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    await readPlatform(cell, sql`select 1`);
    return c.text("ok");
  });

  paymentNotices(app, cell, logger, clock);
  app.route("/test-bank", testBank(cell));

  app.route("/pay", payHost({ cell, logger, clock }));

  app.notFound((c) => c.json({ error: "not_found" }, 404));
  app.onError((error, c) => {
    if (error instanceof NotProven) return c.json({ error: "not_proven" }, 401);
    if (error instanceof AppError) return c.json({ error: error.code }, httpStatus[error.kind]);
    if (error instanceof SyntaxError || error.name === "ZodError")
      return c.json({ error: "body_ill_formed" }, 400);
    logger.error({ err: error, path: c.req.path }, "request failed");
    // 503 asks the provider to send the notice again.
    return c.json({ error: "unavailable" }, 503);
  });
  return app;
}
