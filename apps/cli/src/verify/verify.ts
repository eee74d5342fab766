import { lintCatalogue } from "@hutong/db/lint";
import type { StoreId } from "@hutong/kernel";
import type postgres from "postgres";
import { billInvariants } from "./bills.ts";
import { collectionInvariants } from "./collections.ts";
import { directoryInvariants } from "./directory.ts";
import { discountInvariants } from "./discounts.ts";
import { foreignKeyInvariants } from "./foreign-keys.ts";
import { giftCardInvariants } from "./gift-cards.ts";
import type { Client, Invariant } from "./invariant.ts";
import { moneyInvariants } from "./money.ts";
import { orderInvariants } from "./orders.ts";
import { parkedJobs, queueInvariants } from "./queues.ts";
import { searchInvariants } from "./search.ts";
import { shareInvariants } from "./shares.ts";
import { stockInvariants } from "./stock.ts";

/** How one invariant fared: how many rows break it, and some of them. */
export interface Finding {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly violations: number;
  readonly examples: readonly { readonly storeId: string | null; readonly what: string }[];
}

export interface Verification {
  readonly stores: number;
  readonly findings: readonly Finding[];
  /** Breaches of the schema's own rules; empty when one store was asked for. */
  readonly schemaFaults: readonly string[];
  readonly isClean: boolean;
}

const shown = 5;

/** All invariants: those that are written down, and one for each foreign key of the live catalogue. */
export async function allInvariants(client: Client): Promise<Invariant[]> {
  const written = [
    stockInvariants,
    moneyInvariants,
    billInvariants,
    shareInvariants,
    giftCardInvariants,
    orderInvariants,
    discountInvariants,
    collectionInvariants,
    queueInvariants,
    searchInvariants,
    directoryInvariants,
  ].flat();
  const [queue] =
    await client`select 1 from pg_tables where schemaname = 'graphile_worker' and tablename = '_private_jobs'`;
  return [...written, ...(queue ? [parkedJobs] : []), ...(await foreignKeyInvariants(client))];
}

/** Checks one invariant, over all stores or one. */
export async function check(client: Client, invariant: Invariant, storeId: StoreId | null): Promise<Finding> {
  const mine = (alias: string) => (storeId ? client`${client(alias)}.store_id = ${storeId}` : client`true`);
  const [row] = await client<{ violations: number; examples: Finding["examples"] | null }[]>`
    with broken as (${invariant.query(client, mine)})
    select (select count(*)::int from broken) as violations,
      (select jsonb_agg(jsonb_build_object('storeId', b.store_id, 'what', b.what))
        from (select * from broken order by 1, 2 limit ${shown}) b) as examples`;
  const { id, name, about } = invariant;
  return { id, name, about, violations: row!.violations, examples: row!.examples ?? [] };
}

function merge(findings: readonly Finding[]): Finding {
  const examples = findings.flatMap((finding) => finding.examples).slice(0, shown);
  return {
    ...findings[0]!,
    violations: findings.reduce((sum, finding) => sum + finding.violations, 0),
    examples,
  };
}

// A role that row security binds sees nothing of a store that is not open: a verification would be clean for
// nothing. It then goes from store to store.
async function seesEverything(client: Client): Promise<boolean> {
  const [role] = await client<{ sees: boolean }[]>`
    select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`;
  return role?.sees ?? false;
}

/**
 * Checks every invariant on a database, over all stores or one, in one snapshot. Read-only; live databases may be
 * checked while they work.
 * @param owner a direct connection as the tables' owner
 */
export async function verify(owner: postgres.Sql, storeId: StoreId | null): Promise<Verification> {
  return owner.begin("isolation level repeatable read read only", async (client) => {
    await client`select set_config('statement_timeout', '0', true)`;
    const stores = await client<{ store_id: StoreId }[]>`select store_id from store_directory
      ${storeId ? client`where store_id = ${storeId}` : client``}`;
    const scopes = (await seesEverything(client)) ? [storeId] : stores.map((store) => store.store_id);
    const invariants = await allInvariants(client);
    const findings: Finding[] = [];
    for (const invariant of invariants) {
      const found = [];
      for (const scope of scopes) {
        if (scope) await client`select set_config('app.store_id', ${scope}, true)`;
        found.push(await check(client, invariant, scope));
      }
      if (found.length > 0) findings.push(merge(found));
    }
    const schemaFaults = storeId ? [] : await lintCatalogue(client);
    const isClean = findings.every((finding) => finding.violations === 0) && schemaFaults.length === 0;
    return { stores: stores.length, findings, schemaFaults, isClean };
  }) as Promise<Verification>;
}
