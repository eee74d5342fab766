import type { WriteContext } from "@hutong/db";
import { captureTenders, releaseTenders, takeTenders } from "@hutong/gift-cards";
import type { Id } from "@hutong/kernel";
import { type FrozenQuote, tendersOf } from "@hutong/orders";

interface Tendered {
  readonly id: Id<"checkout">;
  readonly quote: FrozenQuote | null;
}

/** Whether cards pay some of it. */
export const hasTenders = ({ quote }: Tendered): boolean => quote !== null && tendersOf(quote).length > 0;

/** Takes what cards pay of a locked checkout, ahead of its stock. No statement without cards. Throws `TendersShort`. */
export async function takeCards(
  tx: WriteContext,
  checkout: Tendered,
  into: "held" | "captured",
): Promise<void> {
  if (!hasTenders(checkout)) return;
  const { id: checkoutId, quote } = checkout;
  await takeTenders(tx, { checkoutId, tenders: tendersOf(quote!), currency: quote!.input.currency, into });
}

/** Turns what a locked checkout holds of cards into its order's money. No statement without cards. */
export function captureCards(tx: WriteContext, checkout: Tendered): void {
  if (hasTenders(checkout)) captureTenders(tx, checkout.id);
}

/** Gives what a locked checkout holds of cards back to them, ahead of its stock. No statement without cards. */
export async function releaseCards(tx: WriteContext, checkout: Tendered): Promise<void> {
  if (hasTenders(checkout)) await releaseTenders(tx, checkout.id);
}
