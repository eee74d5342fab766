import { openCode, requestCode, signInByCode } from "@hutong/customers";
import type { StoreContext } from "@hutong/db";
import type { TestDatabase } from "@hutong/db/testing";
import type { TestShop } from "./shop.ts";

/** Signs a customer in as they would, with the code that the worker would send. */
export async function signIn(shop: TestShop, database: TestDatabase, contact: string): Promise<StoreContext> {
  const from = { address: `test of ${contact}`, host: "shop.localhost" };
  await requestCode(shop.buyer, { contact }, from);
  const [row] = await database.owner`
    select id from customer_codes where store_id = ${shop.storeId} and contact = ${contact}`;
  const opened = await openCode(shop.platform, { codeId: row!.id as string });
  const { customerId } = await signInByCode(shop.buyer, { contact, code: opened!.code }, from);
  return shop.buyer.as({ actor: { kind: "customer", id: customerId } });
}
