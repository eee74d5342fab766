import { AppError } from "@hutong/kernel";
import { holds, type Permission } from "./actor.ts";
import type { StoreContext } from "./store-context.ts";

/** The permission each verb needs. A test reads the packages and fails when a verb is missing here. */
export const verbs = {
  "catalogue.createProduct": "catalogue.write",
  "catalogue.getCollection": "shop.browse",
  "catalogue.getProduct": "catalogue.read",
  "catalogue.getProductPage": "shop.browse",
  "catalogue.listCards": "shop.browse",
  "catalogue.listCollections": "shop.browse",
  "catalogue.listProducts": "catalogue.read",
  "catalogue.putCollections": "catalogue.write",
  "catalogue.searchProducts": "shop.browse",
  "catalogue.updateProduct": "catalogue.write",
  "catalogue.upsertProducts": "catalogue.write",
  "checkout.addLine": "shop.buy",
  "checkout.askProvider": "shop.buy",
  "checkout.closeAttempt": "platform",
  "checkout.expireReservations": "platform",
  "checkout.getCart": "shop.buy",
  "checkout.getCheckout": "shop.buy",
  "checkout.getOrder": "shop.buy",
  "checkout.getWaiting": "shop.buy",
  "checkout.markOrderPaid": "orders.write",
  "checkout.queryAttempts": "platform",
  "checkout.saveDetails": "shop.buy",
  "checkout.settlePayment": "platform",
  "checkout.submitCheckout": "shop.buy",
  "checkout.updateLine": "shop.buy",
  "content.putMenu": "settings.write",
  "content.putPage": "settings.write",
  "content.putTemplate": "settings.write",
  "content.putTheme": "settings.write",
  "content.readPage": "shop.browse",
  "content.readShell": "shop.browse",
  "files.putFile": "catalogue.write",
  "files.recordSources": "catalogue.write",
  "inventory.createLocation": "settings.write",
  "inventory.setAvailable": "catalogue.write",
  "inventory.setStock": "catalogue.write",
  "inventory.stopTracking": "catalogue.write",
  "notifications.sendOrderMail": "platform",
  "notifications.sendRefundMail": "platform",
  "orders.cancelOrder": "orders.write",
  "orders.fulfilOrder": "orders.write",
  "orders.getOrderForStaff": "orders.read",
  "orders.listOrders": "orders.read",
  "payments.connectAccount": "settings.write",
  "payments.listAccounts": "settings.read",
  "payments.listPaymentCases": "orders.read",
  "payments.makeRefund": "platform",
  "pricing.createMarket": "settings.write",
  "pricing.putShippingRates": "settings.write",
  "stores.addHost": "settings.write",
  "stores.addMember": "settings.write",
  "stores.changeMemberRole": "settings.write",
  "stores.getStore": "shop.browse",
  "stores.listMembers": "settings.read",
  "stores.removeMember": "settings.write",
  "stores.storeKey": "shop.buy",
  "stores.updateStore": "settings.write",
  "transfer.exportProducts": "catalogue.read",
  "transfer.importProducts": "catalogue.write",
  "translations.putTranslations": "catalogue.write",
} as const satisfies Record<string, Permission>;

export type Verb = keyof typeof verbs;

/** First line of every verb: throws `AppError("forbidden")` when the actor may not. */
export function authorize(ctx: StoreContext, verb: Verb): void {
  if (!holds(ctx.actor, verbs[verb])) throw new AppError("forbidden", "forbidden", { params: { verb } });
}
