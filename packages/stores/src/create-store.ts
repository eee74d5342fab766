import {
  type Cell,
  isDatabaseError,
  masterKey,
  newStoreKey,
  openStore,
  sql,
  system,
  type WriteContext,
} from "@hutong/db";
import { AppError, cleanText, isCurrency, type LocalizedText, newId, type StoreId } from "@hutong/kernel";
import { isReservedHandle, isStoreHandle } from "./handles.ts";
import { CreateStoreInput } from "./schemas.ts";
import { isTimezone } from "./timezone.ts";

/** The number before a store's first order: it is 1001. */
const ordersStartAfter = 1000;

/**
 * Makes a store: its place in the directory, its host `{handle}.localhost`, its owner, its settings, counters and
 * data key, in one transaction. What `furnish` writes (market, location, theme, …) is kept together with them or
 * not at all.
 * Throws `handle_ill_formed`, `handle_reserved`, `handle_taken`, `name_missing`, `currency_unknown`,
 * `country_unknown`, `timezone_unknown`, `language_unknown` or `owner_unknown`.
 */
export async function createStore(
  cell: Cell,
  input: CreateStoreInput,
  furnish: (tx: WriteContext) => Promise<void> = async () => {},
): Promise<{ storeId: StoreId }> {
  const given = judgeStore(input);
  const storeId = newId<"store">();
  const actor = given.ownerUserId
    ? ({ kind: "staff", id: given.ownerUserId, role: "owner" } as const)
    : system;
  const ctx = openStore(cell, storeId, { actor, locale: given.locale });
  try {
    await ctx.write(async (tx) => {
      await insertPlatformRows(tx, given);
      insertTenantRows(tx, given);
      tx.emit({ kind: "store.created", subject: ["store", storeId] });
      await furnish(tx);
    });
  } catch (error) {
    throw taken(error)
      ? new AppError("conflict", "handle_taken", { field: "handle", params: { handle: given.handle } })
      : error;
  }
  return { storeId };
}

type Given = Omit<CreateStoreInput, "name" | "locales"> & {
  name: LocalizedText;
  locales: string[];
};

function refuse(code: string, field: string, value: string): never {
  throw new AppError("invalid", code, { field, params: { [field]: value } });
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Judges what is known of a new store before anything is written; throws as `createStore` does. */
export function judgeStore(given: CreateStoreInput): Given {
  const input = CreateStoreInput.parse(given);
  const { handle, country, currency, timezone, locale } = input;
  if (!isStoreHandle(handle)) refuse("handle_ill_formed", "handle", handle);
  if (isReservedHandle(handle)) refuse("handle_reserved", "handle", handle);
  if (!/^[A-Z]{2}$/.test(country) || !regions.of(country)) refuse("country_unknown", "country", country);
  if (!isCurrency(currency)) refuse("currency_unknown", "currency", currency);
  if (!isTimezone(timezone)) refuse("timezone_unknown", "timezone", timezone);
  const locales = [...new Set([locale, ...(input.locales ?? [])])];
  for (const one of locales) if (!isLanguage(one)) refuse("language_unknown", "locale", one);
  const texts = typeof input.name === "string" ? { [locale]: input.name } : input.name;
  const name = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, cleanText(text)]));
  if (!name[locale]) refuse("name_missing", "name", "");
  return { ...input, name, locales };
}

async function insertPlatformRows(tx: WriteContext, given: Given): Promise<void> {
  await tx.run(sql`insert into store_directory (store_id, handle, cell, created_at)
    values (${tx.storeId}, ${given.handle}, 'main', app_now())`);
  await tx.run(sql`insert into store_hosts (host, store_id, is_primary, verified_at)
    values (${`${given.handle}.localhost`}, ${tx.storeId}, true, app_now())`);
  if (!given.ownerUserId) return;
  const members = await tx.run(sql`insert into members (user_id, store_id, role, created_at)
    select id, ${tx.storeId}::uuid, 'owner', app_now() from users where id = ${given.ownerUserId} returning user_id`);
  if (members.length !== 1) refuse("owner_unknown", "owner", given.ownerUserId);
}

function insertTenantRows(tx: WriteContext, given: Given): void {
  const key = newStoreKey(masterKey(), tx.storeId);
  tx.send(sql`insert into stores (store_id, handle, name, country, currency, timezone, locale, locales,
      contact_email, is_test, created_at)
    select ${tx.storeId}::uuid, ${given.handle}, ${given.name}::jsonb, ${given.country}, ${given.currency},
      ${given.timezone}, ${given.locale}, ${given.locales}::jsonb,
      coalesce(${given.contactEmail ?? null}::text, (select email from users where id = ${given.ownerUserId ?? null}::uuid), ''),
      ${given.isTest ?? false}::boolean, app_now()`);
  tx.send(sql`insert into store_counters (store_id, order_number, event_number)
    values (${tx.storeId}, ${ordersStartAfter}::bigint, 0)`);
  tx.send(sql`insert into store_keys (store_id, wrapped, master_key_id)
    values (${tx.storeId}, ${key.wrapped}, ${key.masterKeyId})`);
}

function taken(error: unknown): boolean {
  return (
    isDatabaseError(error, "23505", "store_directory_handle_unique") ||
    isDatabaseError(error, "23505", "store_hosts_pkey")
  );
}
