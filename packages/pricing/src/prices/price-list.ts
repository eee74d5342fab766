import { fragment } from "@hutong/db";

/** A price list as a market's terms have it. Instants as ISO texts. */
export interface PriceList {
  readonly id: string;
  readonly name: string;
  readonly kind: "market" | "sale" | "group";
  readonly groupId: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** Hundredths of a percent off what it names no price of. */
  readonly basisPoints: number | null;
  readonly hasPrices: boolean;
}

/** The lists of a market `m` that have not ended, as JSON (`PriceList[]`), in the merchant's order: a column of a statement. */
export const priceListsOfMarket: object = fragment`(select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'kind', l.kind,
        'groupId', l.group_id, 'startsAt', l.starts_at, 'endsAt', l.ends_at, 'basisPoints', l.basis_points, 'hasPrices', l.price_count > 0)
      order by l.position, l.id), '[]'::jsonb)
    from price_lists l where l.store_id = m.store_id and l.market_id = m.id and (l.ends_at is null or l.ends_at > app_now()))`;

/** What a list says of a variant, from a number of units on. Amounts in minor units of the market's currency. */
export interface ListPrice {
  readonly listId: string;
  readonly variantId: string;
  readonly from: number;
  readonly price: number | null;
  readonly basisPoints: number | null;
}

/** The lists that hold for somebody at a moment. */
export function listsInEffect(
  lists: readonly PriceList[],
  { now, groupId }: { readonly now: Date; readonly groupId: string | null },
): readonly PriceList[] {
  if (lists.length === 0) return lists;
  const at = now.getTime();
  return lists.filter(
    ({ kind, groupId: of, startsAt, endsAt }) =>
      (kind !== "group" || of === groupId) &&
      (startsAt === null || Date.parse(startsAt) <= at) &&
      (endsAt === null || at < Date.parse(endsAt)),
  );
}

/** When any of the lists begins or ends next; null where nothing is ahead. */
export function nextChange(lists: readonly PriceList[], now: Date): Date | null {
  const edges = lists
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
    .filter((edge) => edge !== null)
    .map((edge) => Date.parse(edge))
    .filter((edge) => edge > now.getTime());
  return edges.length === 0 ? null : new Date(Math.min(...edges));
}
