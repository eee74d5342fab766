import { upsertProducts } from "@hutong/catalogue";
import { addLine, getCheckout, saveDetails, submitCheckout } from "@hutong/checkout";
import { type Cell, guest, openStore, type StoreContext, system } from "@hutong/db";
import { setStock } from "@hutong/inventory";
import type { StoreId } from "@hutong/kernel";
import { openShop } from "@hutong/onboarding";

/** A shop of the tests that can sell, with one product of two variants, 20 units each. */
export interface Shop {
  readonly storeId: StoreId;
  readonly handle: string;
  readonly staff: StoreContext;
  readonly buyer: StoreContext;
  readonly variantIds: readonly string[];
}

/** Opens a shop in test mode whose test provider answers at once when nothing is said. */
export async function openTestShop(
  cell: Cell,
  handle: string,
  testAnswer: "at-once" | "page" = "at-once",
): Promise<Shop> {
  const shop = {
    handle,
    name: handle,
    country: "US",
    currency: "USD",
    locale: "en",
    isTest: true,
    testAnswer,
  } as const;
  const { storeId } = await openShop(cell, shop);
  const staff = openStore(cell, storeId, { actor: system, locale: "en" });
  const variants = ["S", "M"].map((size) => ({ options: [size], price: 2500 }));
  const [product] = await upsertProducts(staff, [
    { handle: "tee", title: `Tee of ${handle}`, options: [{ name: "Size" }], variants },
  ]);
  if (product?.kind !== "created") throw new Error("the test product was refused");
  await setStock(
    staff,
    product.variantIds.map((variantId) => ({ variantId, available: 20 })),
  );
  return { storeId, handle, staff, buyer: staff.as({ actor: guest }), variantIds: product.variantIds };
}

/**
 * One whole purchase through the checkout's verbs, paid by this provider, sent or fetched at a location. Answers how the submit
 * ended.
 */
export async function sell(
  shop: Shop,
  provider: "test" | "manual",
  quantity = 1,
  pickupAt?: string,
): Promise<string> {
  const { cartRef } = await addLine(shop.buyer, { cart: null, variantId: shop.variantIds[0]!, quantity });
  const before = await getCheckout(shop.buyer, { cart: cartRef });
  const address = {
    country: "US",
    name: "Ada Li",
    phone: "",
    province: "CA",
    city: "LA",
    district: "",
    line1: "1 Kiln Yard",
    line2: "",
    postcode: "90001",
  };
  const details = {
    cart: cartRef,
    email: "ada@example.com",
    phone: "",
    address,
    note: "",
    delivery: pickupAt ? ("pickup" as const) : ("ship" as const),
    shippingRateId: pickupAt ?? before.rates[0]?.id ?? "",
  };
  const checkout = await saveDetails(shop.buyer, details);
  const account = checkout.methods.find((method) => method.provider === provider)!;
  const outcome = await submitCheckout(shop.buyer, {
    checkout: checkout.ref!,
    accountId: account.accountId,
    key: crypto.randomUUID(),
    returnUrl: "http://shop.localhost/checkout/{checkout}/return",
  });
  return outcome.kind;
}
