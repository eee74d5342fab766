import { AppError, cleanText } from "@hutong/kernel";

/** What a customer is reached and recognised by. */
export interface Contact {
  readonly kind: "email" | "phone";
  /** A lower-case e-mail address; a Chinese mobile's 11 digits, or another number with its +country. */
  readonly contact: string;
}

const email = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]{2,}$/;
const chineseMobile = /^(?:\+?86)?(1[3-9]\d{9})$/;
const anyPhone = /^\+?\d{6,15}$/;

/** People type phone numbers with blanks, hyphens and full-width digits. */
export function plainPhone(text: string): string {
  return text.normalize("NFKC").replace(/[\s\-().]/g, "");
}

/** Whether a text has the form of an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && email.test(text);
}

/** Whether a plain number can be a Chinese mobile: 11 digits from 13 to 19, with or without 86 before them. */
export function isChineseMobile(phone: string): boolean {
  return chineseMobile.test(phone);
}

/** Whether a plain number can be a phone of any country (ITU-T E.164: at most 15 digits). */
export function isPhone(phone: string): boolean {
  return anyPhone.test(phone);
}

/** The one form of a number that it is compared in: a Chinese mobile without its 86. */
export function samePhone(text: string): string {
  const plain = text.replace(/[^\d+]/g, "");
  return chineseMobile.exec(plain)?.[1] ?? plain;
}

/**
 * Reads what somebody typed to be recognised by. Without a country before it, a phone number is a Chinese mobile, for
 * whom a text message could be sent to elsewhere nobody knows.
 * Throws `contact_missing`, `contact_invalid` or `phone_invalid` for the field `contact`.
 */
export function readContact(text: string): Contact {
  const clean = cleanText(text).normalize("NFKC");
  if (clean === "") throw new AppError("invalid", "contact_missing", { field: "contact" });
  if (clean.includes("@")) {
    if (!isEmail(clean)) throw new AppError("invalid", "contact_invalid", { field: "contact" });
    return { kind: "email", contact: clean.toLowerCase() };
  }
  const phone = plainPhone(clean);
  if (!/^\+?\d+$/.test(phone)) throw new AppError("invalid", "contact_invalid", { field: "contact" });
  const isKnown = phone.startsWith("+") && !phone.startsWith("+86") ? isPhone(phone) : isChineseMobile(phone);
  if (!isKnown) throw new AppError("invalid", "phone_invalid", { field: "contact" });
  return { kind: "phone", contact: samePhone(phone) };
}
