import { masterKey, openReference, type ReferenceKind, type StoreContext, signReference } from "@hutong/db";
import { AppError, type Id } from "@hutong/kernel";

let key: Buffer | null = null;
function platformKey(): Buffer {
  key ??= masterKey();
  return key;
}

/** The signed, unguessable form of an id for addresses and cookies of this store. */
export function refOf(ctx: StoreContext, kind: ReferenceKind, id: string): string {
  return signReference(platformKey(), ctx.storeId, kind, id);
}

/** The id in a reference of this store, or null. */
export function findRef<Kind extends ReferenceKind>(
  ctx: StoreContext,
  kind: Kind,
  ref: string | null,
): Id<Kind> | null {
  return ref === null ? null : openReference(platformKey(), ctx.storeId, kind, ref);
}

/** The id in a reference of this store. Throws `cart_not_found`, `checkout_not_found` or `order_not_found`. */
export function openRef<Kind extends ReferenceKind>(ctx: StoreContext, kind: Kind, ref: string): Id<Kind> {
  const id = findRef(ctx, kind, ref);
  if (!id) throw new AppError("not_found", `${kind}_not_found`);
  return id;
}
