import { authorize, list, rowset, type StoreContext, sql, type WriteContext } from "@hutong/db";
import { AppError, cleanText, type Id, isId, newId } from "@hutong/kernel";
import type { z } from "zod";
import { type PriceLine, readPriceText } from "./price-text.ts";
import { PriceListInput } from "./schemas.ts";

type Given = z.output<typeof PriceListInput>;

function judge(given: Given, lines: readonly PriceLine[]): void {
  const faults: Record<string, string> = {};
  if (cleanText(given.name) === "") faults.name = "name_missing";
  if (given.kind === "group" && !isId(given.groupId ?? "")) faults.groupId = "group_missing";
  if (given.startsAt && given.endsAt && given.startsAt >= given.endsAt) faults.endsAt = "dates_unordered";
  if (given.kind === "sale" && !given.startsAt && !given.endsAt) faults.startsAt = "sale_without_end";
  if (given.kind === "market" && given.basisPoints !== null) faults.basisPoints = "percent_of_fixed";
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "price_list_invalid", { fields: faults });
  const whole = given.kind === "market" && lines.find((one) => one.from === 1 && one.price === null);
  if (whole)
    throw new AppError("invalid", "price_line_invalid", {
      ...{ fields: { prices: "percent_of_fixed" }, params: { line: whole.line } },
    });
}

// A SKU that several variants have is for all of them; one without is named by its number.
async function variantsOf(tx: WriteContext, lines: readonly PriceLine[]) {
  const keys = [...new Set(lines.map(({ key }) => key))];
  const numbers = keys.filter((key) => /^\d{1,15}$/.test(key));
  const rows = await tx.run(sql<{ id: string; key: string }>`
    select v.id, v.sku as key from jsonb_array_elements_text(${keys}::jsonb) k
    join variants v on v.store_id = ${tx.storeId} and v.sku = k
    union all select v.id, v.public_id::text from variants v
    where v.store_id = ${tx.storeId} and v.public_id = any(${list(numbers)}::bigint[]) and coalesce(v.sku, '') = ''`);
  const found = new Map<string, string[]>();
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), id]);
  return found;
}

const columns = {
  variant_id: "uuid",
  from_quantity: "int",
  price: "bigint",
  basis_points: "int",
};

async function pricesOf(tx: WriteContext, lines: readonly PriceLine[]) {
  const variants = await variantsOf(tx, lines);
  return lines.flatMap(({ key, line, from, price, basisPoints }) => {
    const ids = variants.get(key);
    if (!ids)
      throw new AppError("invalid", "price_line_invalid", {
        ...{ fields: { prices: "sku_unknown" }, params: { line, sku: key } },
      });
    return ids.map((id) => ({ variant_id: id, from_quantity: from, price, basis_points: basisPoints }));
  });
}

/**
 * Makes a price list of a market, or changes one with all its prices. Throws `market_not_found`, `price_list_not_found`,
 * `price_list_invalid` with `fields` (`name_missing`, `group_missing`, `dates_unordered`, `sale_without_end`, `percent_of_fixed`) or
 * `price_line_invalid` with the `line` (see `readPriceText`, and `sku_unknown`).
 */
export async function putPriceList(
  ctx: StoreContext,
  input: PriceListInput,
): Promise<{ id: Id<"price-list">; count: number }> {
  authorize(ctx, "pricing.putPriceList");
  const given = PriceListInput.parse(input);
  const isNew = given.id === undefined;
  const id = (isNew ? newId<"price-list">() : given.id) as Id<"price-list">;
  if (!isId(id)) throw new AppError("not_found", "price_list_not_found");
  const groupId = given.kind === "group" ? given.groupId : null;
  return await ctx.write(async (tx) => {
    const [market] = isId(given.marketId)
      ? await tx.run(
          sql<{
            currency: string;
          }>`select currency from markets where store_id = ${tx.storeId} and id = ${given.marketId}`,
        )
      : [];
    if (!market) throw new AppError("not_found", "market_not_found");
    const lines = readPriceText(given.prices, market.currency);
    judge(given, lines);
    if (groupId) await demandGroup(tx, groupId);
    const prices = await pricesOf(tx, lines);
    const rows = isNew
      ? await tx.run(sql`insert into price_lists (store_id, id, market_id, name, kind, group_id, starts_at, ends_at, basis_points, price_count, position)
          select ${tx.storeId}::uuid, ${id}::uuid, ${given.marketId}::uuid, ${cleanText(given.name)}, ${given.kind}, ${groupId}::uuid,
            ${given.startsAt}::timestamptz, ${given.endsAt}::timestamptz, ${given.basisPoints}::int, ${prices.length}::int,
            (select coalesce(max(position) + 1, 0) from price_lists where store_id = ${tx.storeId} and market_id = ${given.marketId}) returning id`)
      : await tx.run(sql`update price_lists set name = ${cleanText(given.name)}, kind = ${given.kind}, group_id = ${groupId}::uuid,
            starts_at = ${given.startsAt}::timestamptz, ends_at = ${given.endsAt}::timestamptz, basis_points = ${given.basisPoints}::int,
            price_count = ${prices.length}::int
          where store_id = ${tx.storeId} and id = ${id} and market_id = ${given.marketId} returning id`);
    if (rows.length === 0) throw new AppError("not_found", "price_list_not_found");
    tx.send(sql`delete from list_prices where store_id = ${tx.storeId} and price_list_id = ${id}`);
    if (prices.length > 0)
      tx.send(sql`insert into list_prices (store_id, price_list_id, variant_id, from_quantity, price, basis_points)
        select ${tx.storeId}::uuid, ${id}::uuid, p.variant_id, p.from_quantity, p.price, p.basis_points
        from ${rowset("p", columns, prices)} on conflict do nothing`);
    tx.emit({ kind: "price_list.updated", subject: ["price-list", id] });
    tx.touch("store");
    return { id, count: prices.length };
  });
}

async function demandGroup(tx: WriteContext, id: string): Promise<void> {
  const rows = await tx.run(
    sql`select id from customer_groups where store_id = ${tx.storeId} and id = ${id} for key share`,
  );
  if (rows.length === 0) throw new AppError("not_found", "group_not_found");
}

/** Removes a price list with its prices. Throws `price_list_not_found`. */
export async function removePriceList(ctx: StoreContext, input: { id: string }): Promise<void> {
  authorize(ctx, "pricing.removePriceList");
  await ctx.write(async (tx) => {
    const rows = isId(input.id)
      ? await tx.run(
          sql`delete from price_lists where store_id = ${tx.storeId} and id = ${input.id} returning id`,
        )
      : [];
    if (rows.length === 0) throw new AppError("not_found", "price_list_not_found");
    tx.emit({ kind: "price_list.removed", subject: ["price-list", input.id] });
    tx.touch("store");
  });
}
