import { list, sql, type WriteContext } from "@hutong/db";
import { judgeProducts } from "./judge-products.ts";

/** Something that metafields hang on. */
interface Owner {
  readonly ownerType: string;
  readonly ownerId: string;
}

async function productsOf(tx: WriteContext, owners: readonly Owner[]): Promise<string[]> {
  const of = (type: string) =>
    owners.filter(({ ownerType }) => ownerType === type).map(({ ownerId }) => ownerId);
  const products = new Set(of("PRODUCT"));
  const variants = of("PRODUCTVARIANT");
  if (variants.length > 0) {
    const rows = await tx.run(sql<{ product_id: string }>`select product_id from variants
      where store_id = ${tx.storeId} and id = any(${list(variants)}::uuid[])`);
    for (const row of rows) products.add(row.product_id);
  }
  return [...products];
}

/**
 * Writes values of metafields, and judges the products that they hang on, themselves or by their variants, by the rules that ask about
 * metafields, in the same transaction. To be handed to `setMetafields`, which stands below the catalogue.
 */
export async function judgeOwners<Answer>(
  tx: WriteContext,
  owners: readonly Owner[],
  write: () => Promise<Answer>,
): Promise<Answer> {
  const ids = await productsOf(tx, owners);
  // Locked before their values, as these share the lock of what they hang on: two writers would wait for each other.
  if (ids.length > 0)
    tx.send(sql`select from products where store_id = ${tx.storeId} and id = any(${list(ids)}::uuid[])
      order by id for update`);
  const answer = await write();
  await judgeProducts(tx, ids, "metafields");
  return answer;
}
