import { sql, type WriteContext } from "@hutong/db";

/**
 * Gives back the uses of discounts that a checkout holds, or that its order was placed with; twice is as good as once. Counters
 * are changed under the locks of their discounts, in the order of their ids: after stock, and under the lock of the checkout
 * or the order. Answers how many were given back.
 */
export async function giveBackUses(
  tx: WriteContext,
  checkoutId: string,
  state: "held" | "used",
): Promise<number> {
  const [row] = await tx.run(sql<{ count: number }>`
    with given as (
      delete from discount_uses u where u.store_id = ${tx.storeId} and u.checkout_id = ${checkoutId} and u.state = ${state}
      returning u.discount_id, u.code_id, u.customers
    ), locked as (
      select d.id from discounts d where d.store_id = ${tx.storeId} and d.id in (select discount_id from given)
      order by d.id for no key update
    ), counted as (
      update discounts d set uses = d.uses - 1 from locked where d.store_id = ${tx.storeId} and d.id = locked.id returning d.id
    ), coded as (
      update discount_codes c set uses = c.uses - 1 from given g join counted on counted.id = g.discount_id
      where c.store_id = ${tx.storeId} and c.id = g.code_id
    ), people as (
      update discount_customers p set uses = p.uses - 1
      from given g join counted on counted.id = g.discount_id, jsonb_array_elements_text(g.customers) as k(customer)
      where p.store_id = ${tx.storeId} and p.discount_id = g.discount_id and p.customer = k.customer
    )
    select count(*)::int as count from given`);
  return row!.count;
}
