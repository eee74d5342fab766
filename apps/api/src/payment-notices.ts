import type { HttpBindings } from "@hono/node-server";
import { readNotice } from "@hutong/checkout";
import type { Cell } from "@hutong/db";
import { AppError, type Clock } from "@hutong/kernel";
import { NotProven } from "@hutong/payment-providers";
import type { Context, Hono } from "hono";
import type { Logger } from "pino";

/** Headers and body as they came; nothing is parsed before it is verified. */
async function rawRequest(c: Context) {
  return {
    headers: Object.fromEntries(c.req.raw.headers),
    body: new Uint8Array(await c.req.arrayBuffer()),
  };
}

function senderOf(c: Context): string | null {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return c.req.header("x-forwarded-for") ?? incoming?.socket.remoteAddress ?? null;
}

// What a refusal is called in the log; null for faults of ours, which the provider is asked to forgive.
function refusalOf(error: unknown): string | null {
  if (error instanceof NotProven) return error.message;
  if (error instanceof AppError && error.kind === "not_found") return error.code;
  return error instanceof SyntaxError || (error instanceof Error && error.name === "ZodError")
    ? "body_ill_formed"
    : null;
}

/**
 * Where providers tell of payments. Whoever speaks in a provider's name without proof, for another account or of another
 * sum is written to the log as a security event: field `security` is "notice_refused" or "notice_misfit". Nothing
 * of the notice itself is logged.
 */
export function paymentNotices(app: Hono, cell: Cell, logger: Logger, clock: Clock): void {
  app.post("/payments/notices/:provider/:account", async (c) => {
    const { provider, account } = c.req.param();
    const about = {
      provider: provider.slice(0, 40),
      account: account.slice(0, 40),
      from: senderOf(c),
    };
    try {
      const request = await rawRequest(c);
      const { status, body, misfits } = await readNotice(cell, {
        provider,
        accountId: account,
        request,
        clock,
      });
      for (const attempt of misfits)
        logger.warn({ security: "notice_misfit", ...about, attempt }, "payment does not fit");
      return c.body(body, status as 200);
    } catch (error) {
      const why = refusalOf(error);
      if (why) logger.warn({ security: "notice_refused", ...about, why }, "notice refused");
      throw error;
    }
  });
}
