import { addressesOf, type SavedAddress } from "@hutong/customers";
import { type StoreContext, sql } from "@hutong/db";
import type { Id } from "@hutong/kernel";
import type { Device } from "@hutong/payments/schemas";
import { checkoutView, type Seen } from "./checkout-view.ts";
import { moveToMarket } from "./market/read-in-market.ts";
import { readCheckout } from "./read-checkout.ts";
import { type CheckoutView, emptyAddress, type SavedAddressView } from "./views.ts";

interface Asked extends Omit<Seen, "device"> {
  readonly cartId: Id<"cart"> | null;
  readonly device?: Device | null | undefined;
}

type Person = { name: string; email: string | null; phone: string | null };

const viewOf = ({ id, address, isDefault }: SavedAddress): SavedAddressView => ({
  id,
  address: { ...emptyAddress, ...address },
  isDefault,
});

// Before anything is saved, what is known of the customer stands where it would be typed.
function filledIn(view: CheckoutView, person: Person, first: SavedAddressView | undefined): CheckoutView {
  const phone = first?.address.phone || person.phone || "";
  return {
    ...view,
    email: person.email ?? "",
    phone,
    address: first ? first.address : { ...view.address, name: person.name },
  };
}

/** The checkout page of who is signed in, filled in with what is known of them: one burst more than a guest's. */
export async function checkoutOf(
  ctx: StoreContext,
  customerId: Id<"customer">,
  { cartId, address, delivery, shippingRateId, device = null }: Asked,
): Promise<CheckoutView> {
  const [read, [[person], saved]] = await Promise.all([
    readCheckout(ctx, cartId),
    ctx.read(
      sql<Person>`select name, email, phone from customers where store_id = ${ctx.storeId} and id = ${customerId}`,
      addressesOf(ctx, customerId),
    ),
  ]);
  const addresses = saved.map(viewOf);
  const isNew = read.head!.checkout === null && address === undefined;
  const seen = { address: isNew ? addresses[0]?.address : address, delivery, shippingRateId, device };
  const { head, rows } = await moveToMarket(ctx, cartId, read, { country: seen.address?.country, delivery });
  const view = await checkoutView(ctx, head!, rows, seen);
  const customer = { name: person!.name, addresses };
  return { ...(isNew ? filledIn(view, person!, addresses[0]) : view), customer };
}
