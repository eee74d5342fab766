import { createHash } from "node:crypto";
import type { StoreContext } from "@hutong/db";

/** How somebody who buys can be reached, as they typed it. */
export interface Contact {
  readonly email: string | null;
  readonly phone: string | null;
}

const chineseMobile = /^(?:0{0,2}86)?(1[3-9]\d{9})$/;

// +86 138 0013 8000, 0086-13800138000 and 13800138000 are one phone.
function plainPhone(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  return chineseMobile.exec(digits)?.[1] ?? digits;
}

/**
 * What a customer's uses of a discount are counted by: a digest of the e-mail address and one of the phone number, each bound to
 * the store, so that whoever leaves another of the two is still the same customer. Empty where neither is known.
 */
export function customerKeys(ctx: StoreContext, { email, phone }: Contact): string[] {
  const named = [email && `email ${email.trim().toLowerCase()}`, phone && `phone ${plainPhone(phone)}`];
  return named
    .filter((one) => one !== null && one !== "")
    .map((one) => createHash("sha256").update(`${ctx.storeId} ${one}`).digest("base64url").slice(0, 27))
    .sort();
}
