import { isEmail, plainPhone } from "@hutong/customers";
import { AppError, cleanText } from "@hutong/kernel";
import type { InvoiceRequest } from "@hutong/orders";
import type { Device } from "@hutong/payments/schemas";
import { isMunicipality, provinceCode } from "@hutong/pricing";
import { judgePhone, judgePostcode } from "./address-rules.ts";
import { judgeInvoice } from "./invoice-request/judge-invoice.ts";
import { type Delivery, DetailsInput } from "./schemas.ts";
import { type AddressView, emptyAddress } from "./views.ts";

export interface Details {
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: AddressView;
  readonly note: string;
  readonly delivery: Delivery;
  readonly invoice: InvoiceRequest | null;
  readonly shippingRateId: string;
  readonly device: Device | null;
}

const needsProvince = new Set(["CN", "US", "CA", "AU", "JP", "BR", "IN", "MX"]);

/** Judges who and where as the country wants it, and adds a code for each field at fault. */
export function judgeAddress(address: AddressView, faults: Record<string, string>): void {
  const need = (field: keyof AddressView) => {
    if (address[field] === "") faults[`address.${field}`] = "missing";
  };
  need("line1");
  need("city");
  if (needsProvince.has(address.country)) need("province");
  const postcode = judgePostcode(address.country, address.postcode);
  if (postcode) faults["address.postcode"] = postcode;
}

/** A listed province is kept by its code; of a Chinese city that is a province the name is enough once. */
export function placed(address: AddressView): AddressView {
  const province = provinceCode(address.country, address.province);
  const isOne = address.country === "CN" && address.city === "" && isMunicipality(province);
  return { ...address, province, city: isOne ? province : address.city };
}

// Who fetches it, or needs nothing brought, says who they are and no more.
function personOf(address: AddressView): AddressView {
  return { ...emptyAddress, country: address.country, name: address.name };
}

/**
 * Judges contact and address as their country wants them: in China a mobile number, name, 省, 市 and the street;
 * elsewhere an e-mail address or a phone number, name, address and city; who and how to be reached where it is fetched or
 * nothing is sent. Throws `details_invalid` with a code
 * ("missing", "ill_formed") for each field at fault.
 */
export function judgeDetails(input: DetailsInput): Details & { cart: string } {
  const given = DetailsInput.parse(input);
  const typed = Object.fromEntries(
    Object.entries(given.address).map(([field, text]) => [field, cleanText(text)]),
  ) as unknown as AddressView;
  const address = given.delivery === "ship" ? placed(typed) : personOf(typed);
  const contactEmail = cleanText(given.email).normalize("NFKC");
  const contactPhone = plainPhone(given.phone || typed.phone);
  const faults: Record<string, string> = {};
  if (address.name === "") faults["address.name"] = "missing";
  if (!/^[A-Z]{2}$/.test(address.country)) faults["address.country"] = "missing";
  if (contactEmail !== "" && !isEmail(contactEmail)) faults.email = "ill_formed";
  const phone = judgePhone(address.country, contactPhone);
  if (phone) faults.phone = phone;
  if (contactPhone === "" && address.country === "CN" && given.delivery !== "none") faults.phone = "missing";
  else if (contactPhone === "" && contactEmail === "") faults.email = "missing";
  if (given.delivery === "ship") judgeAddress(address, faults);
  const invoice = judgeInvoice(given.invoice, contactEmail, isEmail, faults);
  // Alone it is judged with what is offered, which may be nothing.
  const isWayMissing = given.delivery !== "none" && given.shippingRateId === "";
  if (isWayMissing && Object.keys(faults).length > 0) faults.shippingRateId = "missing";
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "details_invalid", { fields: faults });
  return {
    cart: given.cart,
    email: contactEmail === "" ? null : contactEmail,
    phone: contactPhone === "" ? null : contactPhone,
    address: { ...address, phone: contactPhone },
    note: cleanText(given.note),
    delivery: given.delivery,
    invoice,
    shippingRateId: given.shippingRateId,
    device: given.device,
  };
}
