import { createDiscount } from "@hutong/pricing";
import type { TestShop } from "./shop.ts";

type Input = Parameters<typeof createDiscount>[1];

/** Makes a discount of a test shop: ten percent off everything, by itself, unless `change` says otherwise. */
export async function openDiscount(shop: TestShop, change: Partial<Input> = {}): Promise<string> {
  const { id } = await createDiscount(shop.staff, {
    name: { en: "Ten off", "zh-CN": "九折" },
    method: change.codes ? "code" : "automatic",
    class: "order",
    value: { kind: "percentage", basisPoints: 1000 },
    targets: "all",
    minimum: null,
    combines: [],
    markets: null,
    isFirstOrderOnly: false,
    startsAt: new Date(shop.clock.now().getTime() - 60_000),
    endsAt: null,
    mostUses: null,
    mostPerCustomer: null,
    ...change,
  });
  return id;
}
