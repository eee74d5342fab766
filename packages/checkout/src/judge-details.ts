import { isChineseMobile, isEmail, isPhone, plainPhone } from "@hutong/customers";
import { AppError, cleanText } from "@hutong/kernel";
import type { Device } from "@hutong/payments/schemas";
import { DetailsInput } from "./schemas.ts";
import type { AddressView } from "./views.ts";

export interface Details {
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: AddressView;
  readonly note: string;
  readonly shippingRateId: string;
  readonly device: Device | null;
}

const postcodes: Record<string, RegExp> = {
  US: /^\d{5}(-\d{4})?$/,
  CN: /^(\d{6})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  DE: /^\d{5}$/,
};
const needsProvince = new Set(["CN", "US", "CA", "AU", "JP", "BR", "IN", "MX"]);

/** Judges an address as its country wants it, and adds a code for each field at fault. */
export function judgeAddress(address: AddressView, faults: Record<string, string>): void {
  const need = (field: keyof AddressView) => {
    if (address[field] === "") faults[`address.${field}`] = "missing";
  };
  need("name");
  need("line1");
  need("city");
  if (!/^[A-Z]{2}$/.test(address.country)) faults["address.country"] = "missing";
  if (needsProvince.has(address.country)) need("province");
  const pattern = postcodes[address.country];
  if (pattern && !pattern.test(address.postcode))
    faults["address.postcode"] = address.postcode === "" ? "missing" : "ill_formed";
}

/**
 * Judges contact and address as their country wants them: in China a mobile number, name, 省, 市 and the street;
 * elsewhere an e-mail address or a phone number, name, address and city. Throws `details_invalid` with a code
 * ("missing", "ill_formed") for each field at fault.
 */
export function judgeDetails(input: DetailsInput): Details & { cart: string } {
  const given = DetailsInput.parse(input);
  const address = Object.fromEntries(
    Object.entries(given.address).map(([field, text]) => [field, cleanText(text)]),
  ) as unknown as AddressView;
  const contactEmail = cleanText(given.email).normalize("NFKC");
  const contactPhone = plainPhone(given.phone || address.phone);
  const faults: Record<string, string> = {};
  if (contactEmail !== "" && !isEmail(contactEmail)) faults.email = "ill_formed";
  if (address.country === "CN") {
    if (contactPhone === "") faults.phone = "missing";
    else if (!isChineseMobile(contactPhone)) faults.phone = "ill_formed";
  } else {
    if (contactEmail === "" && contactPhone === "") faults.email = "missing";
    if (contactPhone !== "" && !isPhone(contactPhone)) faults.phone = "ill_formed";
  }
  judgeAddress(address, faults);
  if (given.shippingRateId === "") faults.shippingRateId = "missing";
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "details_invalid", { fields: faults });
  return {
    cart: given.cart,
    email: contactEmail === "" ? null : contactEmail,
    phone: contactPhone === "" ? null : contactPhone,
    address: { ...address, phone: contactPhone },
    note: cleanText(given.note),
    shippingRateId: given.shippingRateId,
    device: given.device,
  };
}
