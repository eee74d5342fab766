import { z } from "zod";

// The shapes of docs/totals.md, written from the page. Amounts are minor units, rates of percent basis points.

const Amount = z.int().min(0);
const Count = z.int().min(1);
const BasisPoints = z.int().min(1).max(10_000);
const Rate = z.string().regex(/^\d+(\.\d+)?$/);
const Currency = z.string().length(3);
const Id = z.string().min(1);
const Targets = z.union([z.literal("all"), z.array(Id)]);

function haveOwnIds(list: readonly { id: string }[]): boolean {
  return new Set(list.map((one) => one.id)).size === list.length;
}
const ownIds = { error: "an id is there twice" };

const Tax = z.object({ id: Id, basisPoints: z.number().min(0).max(10_000).multipleOf(0.01) });
export type Tax = z.infer<typeof Tax>;

const Line = z.object({
  id: Id,
  quantity: Count,
  unitPrice: Amount,
  taxes: z.array(Tax).refine(haveOwnIds, ownIds),
});
export type Line = z.infer<typeof Line>;

const Shipping = z.object({
  price: Amount,
  freeAbove: Amount.nullable(),
  taxes: z.union([z.literal("as-goods"), z.array(Tax).refine(haveOwnIds, ownIds)]),
});

const Tier = z.union([
  z.object({ from: Amount, amount: Amount }),
  z.object({ from: Amount, basisPoints: BasisPoints }),
]);

const Value = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percentage"), basisPoints: BasisPoints }),
  z.object({ kind: z.literal("amount"), amount: Amount }),
  z.object({ kind: z.literal("once"), amount: Amount }),
  z.object({ kind: z.literal("tiers"), of: z.enum(["amount", "quantity"]), tiers: z.array(Tier) }),
  z.object({ kind: z.literal("steps"), every: Count, amount: Amount, most: Amount.nullable() }),
  z.object({
    kind: z.literal("buy-get"),
    buy: z.object({ lines: Targets, quantity: Count }),
    get: z.object({ lines: Targets, quantity: Count, basisPoints: BasisPoints }),
    most: z.int().min(0).nullable(),
  }),
]);
export type Value = z.infer<typeof Value>;

export const discountClasses = ["product", "order", "shipping"] as const;
export type DiscountClass = (typeof discountClasses)[number];

/** Which classes a kind of value may have (section 4). */
const classesOf: Record<Value["kind"], readonly DiscountClass[]> = {
  percentage: discountClasses,
  amount: discountClasses,
  once: ["product"],
  tiers: ["product", "order"],
  steps: ["product", "order"],
  "buy-get": ["product"],
};

const DiscountFields = z.object({
  id: Id,
  class: z.enum(discountClasses),
  value: Value,
  lines: Targets,
  minimum: z.union([z.object({ amount: Amount }), z.object({ quantity: z.int().min(0) })]).nullable(),
  combines: z.array(z.enum(discountClasses)),
  mostPrice: Amount.nullable().optional(),
});
export type Discount = z.infer<typeof DiscountFields>;

const Discount = DiscountFields.refine((one) => classesOf[one.value.kind].includes(one.class), {
  error: "this kind of value is for another class",
}).refine((one) => one.value.kind !== "buy-get" || one.lines === "all", {
  error: "the lines of buy-get are all",
});

/** The input of `totals` (section 3). */
const TotalsInput = z.object({
  version: z.literal(2),
  currency: Currency,
  shop: z.object({ currency: Currency, rate: Rate }),
  tax: z.object({ mode: z.enum(["included", "added", "removed"]), rounding: z.enum(["line", "order"]) }),
  lines: z.array(Line).min(1).refine(haveOwnIds, ownIds),
  shipping: Shipping.nullable(),
  discounts: z.array(Discount).refine(haveOwnIds, ownIds),
  tenders: z.array(z.object({ id: Id, balance: Amount })).refine(haveOwnIds, ownIds),
});
export type TotalsInput = z.infer<typeof TotalsInput>;

const RefundRequest = z.object({
  lines: z.array(z.object({ id: Id, quantity: z.int().min(0) })),
  shipping: Amount,
});
/** What a refund names (section 11). */
export type RefundRequest = z.infer<typeof RefundRequest>;

/** Whether the same tax has the same rate everywhere (section 3). */
function haveOneRate({ lines, shipping }: TotalsInput): boolean {
  const ofShipping = shipping && shipping.taxes !== "as-goods" ? shipping.taxes : [];
  const rates = new Map<string, number>();
  return [...lines.flatMap((line) => line.taxes), ...ofShipping].every(({ id, basisPoints }) => {
    const known = rates.get(id) ?? basisPoints;
    rates.set(id, known);
    return known === basisPoints;
  });
}

/** One line of `--carts FILE`: the input of `totals`, and if one likes refunds to try after each other. */
export const CartLine = TotalsInput.extend({ refunds: z.array(RefundRequest).optional() }).refine(
  haveOneRate,
  { error: "a tax has two rates" },
);

/** The input of `unitPrice` (section 2). */
export interface PriceInput {
  base: { amount: number; currency: string };
  market: { currency: string; rate: string; adjustment: number; step: number; under: number };
  fixed: number | null;
  sale: number | null;
  group: number | null;
  breaks: ({ from: number; price: number } | { from: number; basisPoints: number })[];
  quantity: number;
}

export interface Part {
  id: string;
  amount: number;
}

interface Taxed {
  discounts: readonly Part[];
  rest: number;
  taxes: readonly Part[];
  payable: number;
  shop: number;
}

export interface LineAnswer extends Taxed {
  id: string;
  gross: number;
}

export interface ShippingAnswer extends Taxed {
  price: number;
  isFree: boolean;
}

/** What `totals` answers (section 10). */
export interface TotalsAnswer {
  lines: readonly LineAnswer[];
  shipping: ShippingAnswer | null;
  discounts: readonly Part[];
  subtotal: number;
  discount: number;
  shippingTotal: number;
  tax: number;
  removed: number;
  total: number;
  tenders: readonly Part[];
  due: number;
  shopTotal: number;
}

/** What `refund` answers (section 11). */
export interface RefundAnswer {
  amount: number;
  tax: number;
  toPayment: number;
  toTenders: readonly Part[];
  shop: number;
}

/** The three functions of the page; refusals are thrown with a `code`. */
export interface Pricing {
  unitPrice(input: PriceInput): number;
  totals(input: TotalsInput): TotalsAnswer;
  refund(
    answer: TotalsAnswer,
    input: TotalsInput,
    before: RefundRequest[],
    request: RefundRequest,
  ): RefundAnswer;
}
