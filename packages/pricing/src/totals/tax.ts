import { allocate } from "@hutong/kernel";
import type { Part } from "./answer.ts";
import type { TaxRate, TotalsInput } from "./input.ts";
import { allocateBig, roundBig, roundOf, sum } from "./whole.ts";

/** Something that is taxed: an amount, and by what. */
interface Taxed {
  readonly amount: number;
  readonly taxes: readonly TaxRate[];
}

// Rates have two decimals of a basis point: all that follows is in these hundredths, which are whole.
const whole = 1_000_000;
const hundredths = ({ basisPoints }: TaxRate): number => Math.round(basisPoints * 100);

// The exact tax of a part is amount · hundredths / this.
function under(part: Taxed, mode: TotalsInput["tax"]["mode"]): number {
  return mode === "added" ? whole : whole + sum(part.taxes.map(hundredths));
}

// Each part's taxes by id, every part's own rounded.
function byPart(parts: readonly Taxed[], mode: TotalsInput["tax"]["mode"]): Part[][] {
  return parts.map((part) =>
    part.taxes.map((rate) => ({
      id: rate.id,
      amount: roundOf(part.amount, hundredths(rate), under(part, mode)),
    })),
  );
}

// What one tax comes to over all parts, rounded once, and what of it falls on each part.
function spread(id: string, parts: readonly Taxed[], unders: readonly number[]): number[] {
  const bases = parts.map(({ amount, taxes }) => {
    const rate = taxes.find((one) => one.id === id);
    return { amount: rate ? amount : 0, share: rate ? hundredths(rate) : 0 };
  });
  const rates = bases.flatMap(({ share }, index) => (share > 0 ? [{ share, under: unders[index]! }] : []));
  const [first] = rates;
  if (!first) return parts.map(() => 0);
  const amounts = bases.map(({ amount }) => amount);
  const all = sum(amounts);
  if (all <= Number.MAX_SAFE_INTEGER && rates.every(({ under }) => under === first.under))
    return allocate(roundOf(all, first.share, first.under), amounts);
  // Prices that have different taxes in them have no common denominator but this; nor does a number hold every sum.
  const common = [...new Set(unders)].reduce((all, one) => all * BigInt(one), 1n);
  const weights = bases.map(
    ({ amount, share }, index) => (BigInt(amount) * BigInt(share) * common) / BigInt(unders[index]!),
  );
  const total = roundBig(
    weights.reduce((all, one) => all + one, 0n),
    common,
  );
  return allocateBig(total, weights);
}

// Each tax added up exactly, rounded once and divided among the parts that made it.
function byOrder(parts: readonly Taxed[], mode: TotalsInput["tax"]["mode"]): Part[][] {
  const unders = parts.map((part) => under(part, mode));
  const ids = new Set(parts.flatMap(({ taxes }) => taxes.map(({ id }) => id)));
  const amounts = new Map([...ids].map((id) => [id, spread(id, parts, unders)]));
  return parts.map(({ taxes }, index) => taxes.map(({ id }) => ({ id, amount: amounts.get(id)![index]! })));
}

// Of a part that has tax inside it no more can be taken than it is.
function capped(taxes: readonly Part[], amount: number): Part[] {
  let left = amount;
  return taxes.map(({ id, amount: tax }) => {
    const kept = Math.min(tax, left);
    left -= kept;
    return { id, amount: kept };
  });
}

function joined(lists: readonly (readonly Part[])[]): Part[] {
  const all = new Map<string, number>();
  for (const { id, amount } of lists.flat()) all.set(id, (all.get(id) ?? 0) + amount);
  return [...all].map(([id, amount]) => ({ id, amount }));
}

// Shipping that is taxed as the goods are, line by line.
function shippingParts(
  input: TotalsInput,
  rests: readonly number[],
  gross: readonly number[],
  rest: number,
): Taxed[] {
  const { shipping, lines } = input;
  if (shipping === null) return [];
  if (shipping.taxes !== "as-goods") return [{ amount: rest, taxes: shipping.taxes }];
  const weights = [rests, gross].find((some) => sum(some) > 0) ?? lines.map(() => 1);
  const shares = allocate(rest, weights);
  return lines.map(({ taxes }, index) => ({ amount: shares[index]!, taxes }));
}

/** Taxes of the lines, and of the shipping, by id (docs/totals.md, section 7). */
export function taxesOf(
  input: TotalsInput,
  rests: readonly number[],
  gross: readonly number[],
  shippingRest: number,
): { readonly lines: readonly (readonly Part[])[]; readonly shipping: readonly Part[] } {
  const { mode, rounding } = input.tax;
  const goods = input.lines.map(({ taxes }, index) => ({ amount: rests[index]!, taxes }));
  const parts = [...goods, ...shippingParts(input, rests, gross, shippingRest)];
  const rounded = rounding === "line" ? byPart(parts, mode) : byOrder(parts, mode);
  const taxes = mode === "removed" ? rounded.map((one, index) => capped(one, parts[index]!.amount)) : rounded;
  return { lines: taxes.slice(0, goods.length), shipping: joined(taxes.slice(goods.length)) };
}
