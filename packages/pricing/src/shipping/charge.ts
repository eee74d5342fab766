import type { Charge, Parcel, Rate } from "./terms.ts";

/** Why a rate does not take a parcel. */
export type Refusal = "too_heavy" | "too_many" | "sum_too_large" | "below_minimum";

/** Minor units, or why there is no price. */
export type Priced = { readonly price: number } | { readonly why: Refusal };

const above: Readonly<Record<"weight" | "price" | "quantity", Refusal>> = {
  weight: "too_heavy",
  price: "sum_too_large",
  quantity: "too_many",
};

function chargeOf(charge: Charge, parcel: Parcel): Priced {
  switch (charge.kind) {
    case "flat":
      return { price: charge.price };
    case "steps": {
      if (charge.mostGrams !== null && parcel.grams > charge.mostGrams) return { why: "too_heavy" };
      const over = Math.max(0, parcel.grams - charge.firstGrams);
      const price = charge.firstPrice + Math.ceil(over / charge.furtherGrams) * charge.furtherPrice;
      return Number.isSafeInteger(price) ? { price } : { why: "too_heavy" };
    }
    case "tiers": {
      const measured = { weight: parcel.grams, price: parcel.sum, quantity: parcel.quantity }[charge.of];
      const tier = charge.tiers.find(({ upTo }) => upTo === null || measured <= upTo);
      return tier ? { price: tier.price } : { why: above[charge.of] };
    }
  }
}

/** What a rate costs for a parcel before anything makes it free, in minor units; or why it does not take it. */
export function priceOfRate(rate: Rate, parcel: Parcel): Priced {
  if (rate.minimum !== null && parcel.sum < rate.minimum) return { why: "below_minimum" };
  return chargeOf(rate.charge, parcel);
}
