import { authorize, readTogether, type StoreContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";
import { type CollectionPage, type ReadCollectionInput, readCollection } from "./read-collection.ts";

/** A page of a collection's products. Throws `collection_not_found`. */
export async function getCollection(ctx: StoreContext, input: ReadCollectionInput): Promise<CollectionPage> {
  authorize(ctx, "catalogue.getCollection");
  const [page] = await readTogether(ctx, readCollection(ctx, input));
  if (!page) throw new AppError("not_found", "collection_not_found", { params: { handle: input.handle } });
  return page;
}
