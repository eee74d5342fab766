import { isChineseMobile, isPhone } from "@hutong/customers";

/** What is wrong with a plain phone number in a country; null where nothing is, and where there is none. */
export function judgePhone(country: string, number: string): "ill_formed" | "digits" | null {
  if (number === "") return null;
  if (country !== "CN") return isPhone(number) ? null : "ill_formed";
  if (isChineseMobile(number)) return null;
  // A mobile number that lost or gained a digit: said by its count.
  const bare = number.replace(/^\+?86(?=1)/, "");
  return /^1[3-9]\d*$/.test(bare) && bare.length !== 11 ? "digits" : "ill_formed";
}

interface PostcodeRule {
  readonly pattern: RegExp;
  readonly isOptional?: boolean;
}

// Universal Postal Union, "Addressing solutions: postal addressing systems in member countries", the country's own sheet.
const rules: Readonly<Record<string, PostcodeRule>> = {
  AT: { pattern: /^\d{4}$/ },
  AU: { pattern: /^\d{4}$/ },
  BE: { pattern: /^[1-9]\d{3}$/ },
  BR: { pattern: /^\d{5}-?\d{3}$/ },
  CA: { pattern: /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?-?\d[ABCEGHJ-NPRSTV-Z]\d$/ },
  CH: { pattern: /^[1-9]\d{3}$/ },
  CN: { pattern: /^\d{6}$/, isOptional: true },
  DE: { pattern: /^(?!00000)\d{5}$/ },
  DK: { pattern: /^\d{4}$/ },
  ES: { pattern: /^(0[1-9]|[1-4]\d|5[0-2])\d{3}$/ },
  FI: { pattern: /^\d{5}$/ },
  FR: { pattern: /^(?!00)\d{5}$/ },
  GB: {
    pattern:
      /^(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]|[0-9][A-HJKPS-UW]) ?[0-9][ABD-HJLNP-UW-Z]{2})$/,
  },
  IN: { pattern: /^[1-9]\d{5}$/ },
  IT: { pattern: /^\d{5}$/ },
  JP: { pattern: /^\d{3}-?\d{4}$/ },
  KR: { pattern: /^\d{5}$/ },
  MX: { pattern: /^\d{5}$/ },
  NL: { pattern: /^[1-9]\d{3} ?[A-Z]{2}$/ },
  NO: { pattern: /^\d{4}$/ },
  NZ: { pattern: /^\d{4}$/ },
  PL: { pattern: /^\d{2}-?\d{3}$/ },
  SE: { pattern: /^\d{3} ?\d{2}$/ },
  SG: { pattern: /^\d{6}$/ },
  US: { pattern: /^\d{5}(-?\d{4})?$/ },
};

/** What is wrong with a postcode in a country; null where it can be, and where nothing is known of the country's. */
export function judgePostcode(country: string, postcode: string): "missing" | "ill_formed" | null {
  const rule = rules[country];
  if (!rule) return null;
  if (postcode === "") return rule.isOptional ? null : "missing";
  return rule.pattern.test(postcode.normalize("NFKC").toUpperCase()) ? null : "ill_formed";
}
