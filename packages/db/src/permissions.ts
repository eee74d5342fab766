import { AppError } from "@hutong/kernel";
import { holds, type Permission } from "./actor.ts";
import type { StoreContext } from "./store-context.ts";

/** The permission each verb needs. A test reads the packages and fails when a verb is missing here. */
export const verbs = {
  "catalogue.createProduct": "catalogue.write",
  "catalogue.getProduct": "catalogue.read",
  "catalogue.listProducts": "catalogue.read",
  "catalogue.putCollections": "catalogue.write",
  "catalogue.updateProduct": "catalogue.write",
  "catalogue.upsertProducts": "catalogue.write",
  "inventory.putLocation": "settings.write",
  "inventory.setAvailable": "catalogue.write",
  "inventory.setStock": "catalogue.write",
  "pricing.putMarket": "settings.write",
  "pricing.putShippingRates": "settings.write",
  "stores.addHost": "settings.write",
  "stores.getStore": "shop.browse",
  "stores.storeKey": "shop.buy",
} as const satisfies Record<string, Permission>;

export type Verb = keyof typeof verbs;

/** First line of every verb: throws `AppError("forbidden")` when the actor may not. */
export function authorize(ctx: StoreContext, verb: Verb): void {
  if (!holds(ctx.actor, verbs[verb])) throw new AppError("forbidden", "forbidden", { params: { verb } });
}
