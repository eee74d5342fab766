import type { StoreContext } from "@hutong/db";
import type { Id } from "@hutong/kernel";

/** The customer who is signed in; null for a guest, for staff and for the platform. */
export function signedIn(ctx: StoreContext): Id<"customer"> | null {
  return ctx.actor.kind === "customer" ? (ctx.actor.id as Id<"customer">) : null;
}
