import { minorUnits } from "../../../../packages/kernel/src/index.ts";
import type { LineAnswer, Part, ShippingAnswer, TotalsAnswer, TotalsInput } from "../cart.ts";
import { Fraction } from "../fraction.ts";
import { allocateBy, least, sum, toAmount } from "./amount.ts";
import { goodsOf } from "./goods.ts";
import type { Taken } from "./reductions.ts";
import { bestOutcome } from "./selection.ts";
import { type TaxAmounts, taxesOf } from "./tax.ts";

/** What takes nothing off, taxes nothing or pays nothing is not listed (section 10). */
function listed(parts: Iterable<readonly [string, bigint]>): Part[] {
  return [...parts]
    .filter(([, amount]) => amount > 0n)
    .map(([id, amount]) => ({ id, amount: toAmount(amount) }));
}

const takenOf = (taken: readonly Taken[], index: number): Part[] =>
  listed(taken.map(({ discount, amounts }) => [discount.id, amounts[index]!] as const));

const sumOf = (taxes: TaxAmounts): bigint => sum([...taxes.values()]);

/** Section 7, "Payable". */
function payableOf(rest: bigint, taxes: TaxAmounts, { mode }: TotalsInput["tax"]): bigint {
  if (mode === "added") return rest + sumOf(taxes);
  return mode === "removed" ? rest - sumOf(taxes) : rest;
}

/** Section 8: what each tender pays, and what is left. */
function payWith(tenders: TotalsInput["tenders"], total: bigint): { paid: Part[]; due: bigint } {
  let due = total;
  const paid = tenders.map(({ id, balance }) => {
    const amount = least(BigInt(balance), due);
    due -= amount;
    return [id, amount] as const;
  });
  return { paid: listed(paid), due };
}

/** Section 9: the shop's total and its parts, of the lines and then of the shipping. */
function inShopCurrency({ shop, currency }: TotalsInput, payables: readonly bigint[]) {
  const shopTotal = Fraction.of(sum(payables))
    .times(Fraction.parse(shop.rate))
    .times(Fraction.powerOfTen(minorUnits(shop.currency) - minorUnits(currency)))
    .roundHalfUp();
  return { shopTotal, shares: allocateBy(shopTotal, payables) };
}

/** Sections 3 to 10. Throws `total_too_large` where an amount would be above 2^53 - 1. */
export function totals(input: TotalsInput): TotalsAnswer {
  const goods = goodsOf(input);
  const subtotal = toAmount(sum(goods.gross));
  const { product, order, shipping } = bestOutcome(goods, input);
  const rests = order.left;
  const taxes = taxesOf(input, goods.gross, rests, shipping.left);

  const linePayables = rests.map((rest, index) => payableOf(rest, taxes.lines[index]!, input.tax));
  const shippingPayable = payableOf(shipping.left, taxes.shipping, input.tax);
  const total = sum(linePayables) + shippingPayable;
  toAmount(total);
  const { paid, due } = payWith(input.tenders, total);
  const { shopTotal, shares } = inShopCurrency(input, [...linePayables, shippingPayable]);
  const allTaxes = sum(taxes.lines.map(sumOf)) + sumOf(taxes.shipping);
  const isRemoved = input.tax.mode === "removed";
  const listedTaxes = (one: TaxAmounts) => (isRemoved ? [] : listed(one));

  const lines: LineAnswer[] = input.lines.map(({ id }, index) => ({
    id,
    gross: toAmount(goods.gross[index]!),
    discounts: [...takenOf(product.taken, index), ...takenOf(order.taken, index)],
    rest: toAmount(rests[index]!),
    taxes: listedTaxes(taxes.lines[index]!),
    payable: toAmount(linePayables[index]!),
    shop: toAmount(shares[index]!),
  }));
  const shippingAnswer: ShippingAnswer | null = input.shipping && {
    price: input.shipping.price,
    isFree: shipping.isFree,
    discounts: takenOf(shipping.taken, 0),
    rest: toAmount(shipping.left),
    taxes: listedTaxes(taxes.shipping),
    payable: toAmount(shippingPayable),
    shop: toAmount(shares.at(-1)!),
  };
  const offGoods = [...product.taken, ...order.taken];
  const offAll = new Map(
    [...offGoods, ...shipping.taken].map(({ discount, amounts }) => [discount.id, sum(amounts)]),
  );
  return {
    lines,
    shipping: shippingAnswer,
    discounts: listed(input.discounts.map(({ id }) => [id, offAll.get(id) ?? 0n] as const)),
    subtotal,
    discount: toAmount(sum(offGoods.map(({ amounts }) => sum(amounts)))),
    shippingTotal: toAmount(shipping.left),
    tax: isRemoved ? 0 : toAmount(allTaxes),
    removed: isRemoved ? toAmount(allTaxes) : 0,
    total: toAmount(total),
    tenders: paid,
    due: toAmount(due),
    shopTotal: toAmount(shopTotal),
  };
}
