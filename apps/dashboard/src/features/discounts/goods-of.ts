import type { DiscountRow, Targets } from "@hutong/pricing";

const idsOf = (targets: Targets): string[] =>
  targets === "all" ? [] : [...targets.products, ...targets.variants, ...targets.collections];

/** Ids of all goods that a discount names. */
export function goodsOf({ targets, value }: Pick<DiscountRow, "targets" | "value">): string[] {
  const bought = value.kind === "buy-get" ? [...idsOf(value.buy.targets), ...idsOf(value.get.targets)] : [];
  return [...idsOf(targets), ...bought];
}
