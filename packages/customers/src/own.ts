import { fragment, type StoreContext } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";

/** Who is signed in. Throws `sign_in_needed`. */
export function ownId(ctx: StoreContext): Id<"customer"> {
  if (ctx.actor.kind !== "customer") throw new AppError("forbidden", "sign_in_needed");
  return ctx.actor.id as Id<"customer">;
}

/** The ids that a customer goes by: their own, and those of further contacts that were proven to be theirs. */
export function idsOf(ctx: StoreContext, id: Id<"customer">): object {
  return fragment`select id from customers where store_id = ${ctx.storeId} and id = ${id}
    union all select id from customers where store_id = ${ctx.storeId} and merged_into = ${id}`;
}
