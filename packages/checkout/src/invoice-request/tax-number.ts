// GB 32100-2015: 31 characters (no I, O, S, V, Z), weights 3^i mod 31, and a last one that makes the sum a multiple of 31.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const size = alphabet.length;

/** Whether 18 characters are a unified social credit code (统一社会信用代码) with its right check character. */
export function isCreditCode(code: string): boolean {
  const values = [...code].map((one) => alphabet.indexOf(one));
  if (values.length !== 18 || values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % size;
  }
  return (size - (sum % size)) % size === values[17];
}

/** A taxpayer's number as it is kept: no blanks or hyphens, half-width, capitals. */
export function plainTaxNumber(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-–—]/g, "");
}

/**
 * Whether a plain number can be a taxpayer's (纳税人识别号): a unified social credit code of 18 characters, or one of the older
 * kinds of 15, 17 or 20 digits and letters, which have no check digit of their own.
 */
export function isTaxNumber(number: string): boolean {
  if (number.length === 18) return isCreditCode(number);
  return [15, 17, 20].includes(number.length) && /^[0-9A-Z]+$/.test(number);
}
