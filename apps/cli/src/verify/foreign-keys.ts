import type { Client, Invariant } from "./invariant.ts";

interface Key {
  name: string;
  child: string;
  parent: string;
  pairs: { mine: string; theirs: string }[];
}

/**
 * References without a key, which would be looked up for each row of an import or at each checkout: rows are written under the lock
 * of what they point at, which goes with them, or is never removed (locations, imports, markets, accounts that were paid by).
 */
const kept = [
  ["variants", "product_id", "products"],
  ["product_tags", "product_id", "products"],
  ["product_media", "product_id", "products"],
  ["stock", "variant_id", "variants"],
  ["stock", "location_id", "locations"],
  ["import_changes", "import_id", "imports"],
  ["carts", "market_id", "markets"],
  ["checkouts", "market_id", "markets"],
  ["orders", "market_id", "markets"],
  ["orders", "payment_account_id", "payment_accounts"],
  ["payments", "account_id", "payment_accounts"],
  ["reservations", "location_id", "locations"],
] as const;

function byId([child, column, parent]: (typeof kept)[number]): Key {
  const pairs = [
    { mine: "store_id", theirs: "store_id" },
    { mine: column, theirs: "id" },
  ];
  return { name: `${child}_${column}`, child, parent, pairs };
}

/**
 * One invariant for each foreign key between stores' tables, read from the live catalogue: every row that points
 * somewhere points at a row of its own store. The keys promise it; a restored or repaired database proves it. References that no
 * key promises are asked about as well.
 */
export async function foreignKeyInvariants(client: Client): Promise<Invariant[]> {
  const keys = await client<Key[]>`
    select k.conname as name, t.relname as child, f.relname as parent,
      (select jsonb_agg(jsonb_build_object('mine', a.attname, 'theirs', b.attname) order by p.place)
        from unnest(k.conkey, k.confkey) with ordinality as p(mine, theirs, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = p.mine
        join pg_attribute b on b.attrelid = f.oid and b.attnum = p.theirs) as pairs
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace
      and exists (select 1 from pg_attribute a where a.attrelid = f.oid and a.attname = 'store_id')
    order by 1`;
  return [...keys, ...kept.map(byId)].map(({ name, child, parent, pairs }) => ({
    id: "I10",
    name: `references.${name}`,
    about: `each row of ${child} points at one of ${parent} in its own store`,
    query: (c, mine) => {
      const isSet = pairs.map(({ mine: column }) => c`and x.${c(column)} is not null`);
      const isThere = pairs.map(({ mine: column, theirs }) => c`and y.${c(theirs)} = x.${c(column)}`);
      return c`select x.store_id, ${child} as what from ${c(child)} x
        where ${mine("x")} ${isSet} and not exists (select 1 from ${c(parent)} y where true ${isThere})`;
    },
  }));
}
