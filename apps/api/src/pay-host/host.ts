import { findPayStep, type PayStep } from "@hutong/checkout";
import type { Cell, TicketPurpose } from "@hutong/db";
import type { Clock } from "@hutong/kernel";
import { countTry } from "@hutong/stores";
import type { Context } from "hono";
import type { Logger } from "pino";

/** What the pay host's routes work with; `clock` is moved by tests. */
export interface PayHost {
  readonly cell: Cell;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The step of the ticket in the address, if it is for one of `purposes`. */
export async function stepOf(
  host: PayHost,
  c: Context,
  ...purposes: readonly TicketPurpose[]
): Promise<PayStep | null> {
  const step = await findPayStep(host.cell, c.req.param("ticket") ?? "", host.clock);
  return step && purposes.includes(step.ticket.purpose) ? step : null;
}

/** Exchanges of codes for one attempt: each is a call to WeChat. */
const tries = { what: "pay-host", most: 20, windowSeconds: 900 };

/** Refuses further codes of an attempt that was tried too often; throws `limit_reached`. */
export async function boundTries(host: PayHost, step: PayStep): Promise<void> {
  await countTry(host.cell, [{ ...tries, subject: step.ticket.attemptId }]);
}

/** Tells the operator why a customer could not be identified; names nobody. */
export function warn(host: PayHost, { ctx, ticket }: PayStep, why: string): void {
  host.logger.warn({ store: ctx.storeId, attempt: ticket.attemptId, why }, "customer not identified");
}
