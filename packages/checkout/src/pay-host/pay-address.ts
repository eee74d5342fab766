import {
  masterKey,
  readTicket,
  type StoreContext,
  signTicket,
  type Ticket,
  type TicketPurpose,
} from "@hutong/db";
import type { Action } from "@hutong/payment-providers";
import { payOrigin } from "@hutong/payments";

let key: Buffer | null = null;
function platformKey(): Buffer {
  key ??= masterKey();
  return key;
}

/** Seconds: a step is taken at once, as an H5 address of WeChat Pay lives no longer; one may come back until the next day. */
export const ticketSeconds: Readonly<Record<TicketPurpose, number>> = {
  pay: 300,
  "mini-program": 300,
  back: 86_400,
};

/** A ticket for an attempt of this store, good from now. */
export function newTicket(ctx: StoreContext, attemptId: Ticket["attemptId"], purpose: TicketPurpose): string {
  const now = Math.floor(ctx.clock.now().getTime() / 1000);
  const expiresAt = now + ticketSeconds[purpose];
  return signTicket(platformKey(), { storeId: ctx.storeId, attemptId, purpose, expiresAt });
}

/** What a ticket says, or null for one that is not ours. */
export function openTicket(text: string): Ticket | null {
  return readTicket(platformKey(), text);
}

/** Whether an action is taken on the pay host: it needs a host that is registered with the provider. */
export function isForPayHost(action: Action): boolean {
  if (action.kind === "redirect") return action.isByPayHost === true;
  return action.kind === "identify" && action.canIdentify === true;
}

/** Where the customer's browser takes the next step of an attempt, once. */
export function payAddress(ctx: StoreContext, attemptId: Ticket["attemptId"]): string {
  return `${payOrigin}/pay/${newTicket(ctx, attemptId, "pay")}`;
}

/** Where a provider that comes back to registered hosts only may send the browser; leads to the attempt's return URL. */
export function payHostReturnUrl(ctx: StoreContext, attemptId: Ticket["attemptId"]): string {
  return `${payOrigin}/pay/${newTicket(ctx, attemptId, "back")}/back`;
}
