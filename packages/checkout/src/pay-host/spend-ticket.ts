import { idempotent } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import type { PayStep } from "./find-pay-step.ts";

/** `before`: the same browser spent it, and comes again by a refresh or the back button. */
export type Spent = "now" | "before" | "elsewhere";

/** Spends a ticket for a browser; of any number of tries, at once or one after another, one is told `now`. */
export async function spendTicket({ ctx, ticket }: PayStep, browser: string): Promise<Spent> {
  try {
    const { isRepeated } = await ctx.write((tx) =>
      idempotent(
        tx,
        { operation: "pay-host.step", key: ticket.nonce, request: { browser } },
        async () => ({}),
      ),
    );
    return isRepeated ? "before" : "now";
  } catch (error) {
    if (error instanceof AppError && error.code === "idempotency_key_reused") return "elsewhere";
    throw error;
  }
}
