import { randomUUID } from "node:crypto";
import { addLine, saveDetails, submitCheckout } from "@hutong/checkout";
import { guest } from "@hutong/db";
import { type makeShop, waysToPay } from "./testing.ts";

/** Buys one thing in a test's shop, to be paid by hand; answers the order's id. */
export async function placeTestOrder(shop: Awaited<ReturnType<typeof makeShop>>): Promise<string> {
  const buyer = shop.store.as({ actor: guest });
  const { rateId, manual } = await waysToPay(shop);
  const { cartRef } = await addLine(buyer, { cart: null, variantId: shop.variantId, quantity: 2 });
  const address = {
    country: "US",
    name: "Ada Moreno",
    phone: "4155550100",
    province: "CA",
    city: "San Francisco",
    district: "",
    line1: "1 Pine St",
    line2: "",
    postcode: "94111",
  };
  const details = { email: "ada@example.com", phone: "", address, shippingRateId: rateId, note: "" };
  const checkout = await saveDetails(buyer, { cart: cartRef, ...details });
  const submit = { checkout: checkout.ref!, accountId: manual, key: randomUUID() };
  await submitCheckout(buyer, { ...submit, returnUrl: "http://shop.localhost/{checkout}" });
  const { items } = await shop.call.orders.list({ store: shop.handle, tab: "all" });
  return items[0]!.id;
}
