import { keepAddress, ownId, plainPhone } from "@hutong/customers";
import { authorize, type StoreContext } from "@hutong/db";
import { AppError, cleanText } from "@hutong/kernel";
import { judgePhone } from "./address-rules.ts";
import { judgeAddress, placed } from "./judge-details.ts";
import { DetailsInput } from "./schemas.ts";
import type { AddressView } from "./views.ts";

function judged(given: AddressView): AddressView {
  const typed = Object.entries(DetailsInput.shape.address.parse(given));
  const address = placed(
    Object.fromEntries(typed.map(([field, text]) => [field, cleanText(text)])) as unknown as AddressView,
  );
  const phone = plainPhone(address.phone);
  const faults: Record<string, string> = {};
  if (address.name === "") faults["address.name"] = "missing";
  if (!/^[A-Z]{2}$/.test(address.country)) faults["address.country"] = "missing";
  const wrong = phone === "" && address.country === "CN" ? "missing" : judgePhone(address.country, phone);
  if (wrong) faults.phone = wrong;
  judgeAddress(address, faults);
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "details_invalid", { fields: faults });
  return { ...address, phone };
}

/**
 * Keeps an address in the customer's book, judged as a checkout judges it: a new one, or in place of `id`.
 * Throws `details_invalid` (with `fields`), `address_not_found`, `addresses_full`, `sign_in_needed`.
 */
export async function saveAddress(
  ctx: StoreContext,
  input: { address: AddressView; id?: string | undefined; isDefault?: boolean },
): Promise<void> {
  authorize(ctx, "checkout.saveAddress");
  const customerId = ownId(ctx);
  const address = { ...judged(input.address) } as Record<string, string>;
  const { id, isDefault = false } = input;
  await ctx.write((tx) => keepAddress(tx, { customerId, address, isDefault, ...(id ? { id } : {}) }));
}
