import { authorize, type Reading, reading, readTogether, type StoreContext, sql } from "@hutong/db";
import { AppError, type LocalizedText, type StoreId } from "@hutong/kernel";

/** A store's settings. */
export interface StoreView {
  readonly id: StoreId;
  readonly handle: string;
  readonly name: LocalizedText;
  readonly country: string;
  readonly currency: string;
  readonly timezone: string;
  readonly locale: string;
  readonly locales: readonly string[];
  readonly contactEmail: string;
  readonly isTest: boolean;
}

interface Row extends Omit<StoreView, "id" | "contactEmail" | "isTest"> {
  readonly store_id: StoreId;
  readonly contact_email: string;
  readonly is_test: boolean;
}

/** The store that is open, to be read in a burst with others: one statement. Throws `store_not_found`. */
export function readStore(ctx: StoreContext): Reading<StoreView> {
  authorize(ctx, "stores.getStore");
  return reading(
    sql<Row>`
    select store_id, handle, name, country, currency, timezone, locale, locales, contact_email, is_test
    from stores where store_id = ${ctx.storeId}`,
    ([row]) => {
      if (!row) throw new AppError("not_found", "store_not_found");
      const { store_id: id, contact_email: contactEmail, is_test: isTest, ...rest } = row;
      return { id, ...rest, contactEmail, isTest };
    },
  );
}

/** The store that is open. Throws `store_not_found`. */
export async function getStore(ctx: StoreContext): Promise<StoreView> {
  authorize(ctx, "stores.getStore");
  const [store] = await readTogether(ctx, readStore(ctx));
  return store;
}
