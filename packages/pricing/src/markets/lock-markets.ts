import { sql, type WriteContext } from "@hutong/db";
import { AppError } from "@hutong/kernel";

interface Row {
  readonly id: string;
  readonly handle: string;
  readonly countries: readonly string[];
  readonly currency: string;
  readonly is_primary: boolean;
  readonly is_open: boolean;
}

/** A store's markets with what they are judged by; whoever changes one has taken its turn. */
export async function lockMarkets(tx: WriteContext) {
  tx.send(sql`select pg_advisory_xact_lock(hashtextextended(${`markets ${tx.storeId}`}, 0))`);
  const [[shop], markets] = await tx.read(
    sql<{
      currency: string;
      locales: string[];
    }>`select currency, locales from stores where store_id = ${tx.storeId}`,
    sql<Row>`select id, handle, countries, currency, is_primary, is_open from markets
      where store_id = ${tx.storeId} order by id`,
  );
  if (!shop) throw new AppError("not_found", "store_not_found");
  const taken = (but: string | null) =>
    markets.filter((one) => one.is_open && one.id !== but).flatMap(({ countries }) => countries);
  return { shop, markets, taken };
}
