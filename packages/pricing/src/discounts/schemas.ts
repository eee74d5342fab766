import { isId } from "@hutong/kernel";
import { z } from "zod";

const classes = ["product", "order", "shipping"] as const;
/** What a discount takes its share from (docs/totals.md, section 4). */
export type DiscountClass = (typeof classes)[number];

const ids = z.array(z.string().refine(isId, "id_invalid")).max(1000, "targets_many");

/** Goods by product, variant and collection: whatever any of the lists names; "all": every line. */
export const Targets = z.union(
  [
    z.literal("all"),
    z
      .object({ products: ids, variants: ids, collections: ids })
      .refine(
        ({ products, variants, collections }) => products.length + variants.length + collections.length > 0,
        "targets_missing",
      ),
  ],
  "targets_missing",
);
export type Targets = z.infer<typeof Targets>;

const amount = z.int("amount_invalid").min(1, "amount_invalid").max(1_000_000_000_000, "amount_invalid");
const share = z.int("share_invalid").min(1, "share_invalid").max(10_000, "share_invalid");
const count = z.int("count_invalid").min(1, "count_invalid").max(1_000_000, "count_invalid");

const Tier = z.union(
  [z.object({ from: amount, amount }), z.object({ from: amount, basisPoints: share })],
  "tier_invalid",
);

/** What a discount is worth. Amounts in minor units of its currency, shares in basis points. */
export const DiscountValue = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("percentage"), basisPoints: share }),
  z.object({ kind: z.literal("amount"), amount }),
  z.object({ kind: z.literal("once"), amount }),
  z.object({
    kind: z.literal("tiers"),
    of: z.enum(["amount", "quantity"]),
    tiers: z.array(Tier).min(1, "tiers_missing").max(20, "tiers_many"),
  }),
  z.object({ kind: z.literal("steps"), every: amount, amount, most: amount.nullable() }),
  z.object({
    kind: z.literal("buy-get"),
    buy: z.object({ targets: Targets, quantity: count }),
    get: z.object({ targets: Targets, quantity: count, basisPoints: share }),
    most: count.nullable(),
  }),
]);
export type DiscountValue = z.infer<typeof DiscountValue>;

const kindsOf: Record<DiscountClass, readonly DiscountValue["kind"][]> = {
  product: ["percentage", "amount", "once", "tiers", "steps", "buy-get"],
  order: ["percentage", "amount", "tiers", "steps"],
  shipping: ["percentage", "amount"],
};

const Minimum = z.union([z.object({ amount }), z.object({ quantity: count })], "minimum_invalid").nullable();

/** A discount as the merchant saves it. Issue messages are stable codes. */
export const DiscountInput = z
  .object({
    /** What customers read, by language: "Spring sale". */
    name: z
      .record(z.string(), z.string().trim().max(80, "name_long"))
      .refine((name) => Object.values(name).some((text) => text !== ""), "name_missing"),
    method: z.enum(["automatic", "code"]),
    class: z.enum(classes),
    value: DiscountValue,
    targets: Targets,
    minimum: Minimum,
    /** Classes of discounts that it may stand together with. */
    combines: z.array(z.enum(classes)).max(3),
    /** Ids of markets; null: all. */
    markets: ids.min(1, "markets_missing").nullable(),
    isFirstOrderOnly: z.boolean(),
    startsAt: z.coerce.date("moment_invalid"),
    endsAt: z.coerce.date("moment_invalid").nullable(),
    mostUses: count.nullable(),
    mostPerCustomer: count.nullable(),
    /** Of a free or cheaper shipping: the dearest rate that it is for, in minor units. */
    mostShippingPrice: amount.nullable().default(null),
    /** Earlier ones win where several take the same off. */
    position: z.int().min(0).max(100_000).default(0),
    /** One or many, in any case; none for automatic ones. Those that a discount has stay when it is changed. */
    codes: z.array(z.string().max(100, "code_invalid")).max(1000, "codes_many").default([]),
  })
  .superRefine((input, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const { value, targets } = input;
    if (!kindsOf[input.class].includes(value.kind)) refuse("value", "value_not_for_class");
    if (value.kind === "buy-get" && targets !== "all") refuse("targets", "targets_of_buy_get");
    if (input.mostShippingPrice !== null && input.class !== "shipping")
      refuse("mostShippingPrice", "shipping_only");
    if (input.endsAt && input.endsAt <= input.startsAt) refuse("endsAt", "ends_before_start");
    if (input.method === "automatic" && input.codes.length > 0) refuse("codes", "codes_of_automatic");
  });
export type DiscountInput = z.input<typeof DiscountInput>;

/** Codes to be added to a discount: named ones, or `count` that are made up. */
export const AddCodesInput = z
  .object({
    discountId: z.string().refine(isId, "id_invalid"),
    codes: z.array(z.string().max(100, "code_invalid")).max(1000, "codes_many").default([]),
    /** How many are made up, and what they begin with. */
    count: z.int("count_invalid").min(0).max(1000, "codes_many").default(0),
    prefix: z.string().max(20, "code_invalid").default(""),
    /** How often each of them may be used; null: as often as the discount. */
    mostUses: count.nullable(),
  })
  .refine(({ codes, count: made }) => codes.length + made > 0, { path: ["codes"], message: "codes_missing" });
export type AddCodesInput = z.input<typeof AddCodesInput>;
