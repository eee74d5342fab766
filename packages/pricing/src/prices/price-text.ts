import { AppError, parseMoney, toDecimal } from "@hutong/kernel";

/** A line of a price list as it is pasted: what it is for, from how many units on, and a price or a part off. */
export interface PriceLine {
  readonly line: number;
  /** A SKU, or the number of a variant that has none. */
  readonly key: string;
  readonly from: number;
  readonly price: number | null;
  readonly basisPoints: number | null;
}

const mostLines = 20_000;

function fault(code: string, line: number, params: Readonly<Record<string, string | number>> = {}): AppError {
  return new AppError("invalid", "price_line_invalid", {
    fields: { prices: code },
    params: { line, ...params },
  });
}

function fromOf(text: string | undefined, line: number): number {
  if (text === undefined) return 1;
  const plain = text.normalize("NFKC");
  if (!/^[1-9]\d{0,3}$/.test(plain)) throw fault("price_line_quantity", line);
  return Number(plain);
}

// "12.50" is a price, "-12%" and "12 %" are a part off.
function offerOf(text: string, currency: string, line: number): Pick<PriceLine, "price" | "basisPoints"> {
  const plain = text.normalize("NFKC").replace(/[−–]/g, "-");
  const percent = /^-?(\d{1,3}(?:\.\d{1,2})?)\s*%$/.exec(plain);
  if (percent) {
    const basisPoints = Math.round(Number(percent[1]) * 100);
    if (basisPoints < 1 || basisPoints > 10_000) throw fault("price_line_percent", line);
    return { price: null, basisPoints };
  }
  try {
    return { price: parseMoney(plain, currency).amount, basisPoints: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw fault(error.code, line, error.params);
  }
}

/**
 * Reads prices as they are pasted from a sheet, a line each: "SKU, 12.50", "SKU, 10, 11.00" or "SKU, 10, -12%", parted by commas,
 * semicolons or tabs. Empty lines, those that begin with "#" and a first line of titles mean nothing. Throws `price_line_invalid`
 * with the number of the line and, for `prices`, `price_line_unread`, `price_line_quantity`, `price_line_percent`, `price_line_twice`,
 * `price_list_too_long` or what `parseMoney` found.
 */
export function readPriceText(text: string, currency: string): PriceLine[] {
  const found: PriceLine[] = [];
  const seen = new Set<string>();
  const rows = text.split(/\r?\n/);
  if (rows.length > mostLines) throw fault("price_list_too_long", mostLines);
  for (const [index, row] of rows.entries()) {
    const line = index + 1;
    const parts = row
      .split(/[\t,;，；]/)
      .map((part) => part.trim())
      .filter((part, at, all) => part !== "" || at < all.length - 1);
    const [key = "", second, third] = parts;
    if (parts.join("") === "" || key.startsWith("#") || (found.length === 0 && /^sku$/i.test(key))) continue;
    if (key === "" || second === undefined || parts.length > 3) throw fault("price_line_unread", line);
    const from = fromOf(third === undefined ? undefined : second, line);
    const mark = `${key}\n${from}`;
    if (seen.has(mark)) throw fault("price_line_twice", line);
    seen.add(mark);
    found.push({ line, key, from, ...offerOf(third ?? second, currency, line) });
  }
  return found;
}

/** The same prices as a text that `readPriceText` reads. */
export function writePriceText(lines: readonly Omit<PriceLine, "line">[], currency: string): string {
  return lines
    .map(({ key, from, price, basisPoints }) => {
      const value = price === null ? `-${basisPoints! / 100}%` : toDecimal({ amount: price, currency });
      return from === 1 ? `${key}, ${value}` : `${key}, ${from}, ${value}`;
    })
    .join("\n");
}
