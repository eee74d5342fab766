import { holds, list, type Permission, type Statement, type StoreContext, sql } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import type { OwnerType } from "./types.ts";

const permissions: Readonly<Record<OwnerType, readonly [read: Permission, write: Permission]>> = {
  PRODUCT: ["catalogue.read", "catalogue.write"],
  PRODUCTVARIANT: ["catalogue.read", "catalogue.write"],
  COLLECTION: ["catalogue.read", "catalogue.write"],
  CUSTOMER: ["customers.read", "customers.write"],
  ORDER: ["orders.read", "orders.write"],
  SHOP: ["settings.read", "settings.write"],
};

/** Values are as open as what they hang on. Throws `forbidden`. */
export function authorizeOwners(ctx: StoreContext, what: "read" | "write", types: Iterable<OwnerType>): void {
  for (const type of types) {
    const permission = permissions[type][what === "read" ? 0 : 1];
    if (!holds(ctx.actor, permission))
      throw new AppError("forbidden", "forbidden", { params: { verb: permission } });
  }
}

/** Asks which of these owners of one kind are there. */
export function ownersStatement(
  ctx: StoreContext,
  type: OwnerType,
  ids: readonly string[],
): Statement<{ id: string }> {
  const wanted = list(ids);
  switch (type) {
    case "PRODUCT":
      return sql`select id from products where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])`;
    case "PRODUCTVARIANT":
      return sql`select id from variants where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])`;
    case "COLLECTION":
      return sql`select id from collections where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])`;
    case "CUSTOMER":
      return sql`select id from customers where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[]) and erased_at is null`;
    case "ORDER":
      return sql`select id from orders where store_id = ${ctx.storeId} and id = any(${wanted}::uuid[])`;
    case "SHOP":
      return sql`select store_id as id from stores where store_id = ${ctx.storeId} and store_id = any(${wanted}::uuid[])`;
  }
}
