import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openConnection } from "../../../packages/db/src/client/connection.ts";
import type { Platform } from "../platform/start-platform.ts";

/** A store on a platform, made by the operator's commands, with variants to buy. */
export interface ProofStore {
  readonly handle: string;
  readonly storeId: string;
  readonly host: string;
  readonly owner: { email: string; password?: string };
  /** Ids by SKU. */
  readonly variants: Readonly<Record<string, string>>;
  /** Accounts of provider `test`: the one that answers at once, and one that asks on a page. */
  readonly accounts: { readonly atOnce: string; readonly byPage: string };
  /** Signs what the account by page and the pretend bank say to each other. */
  readonly bankSecret: string;
}

export interface Goods {
  readonly handle: string;
  readonly title: string;
  readonly sku: string;
  /** Units; null for goods that are not tracked. */
  readonly stock: number | null;
  readonly price?: string;
  readonly html?: string;
}

const header =
  "Handle,Title,Body (HTML),Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Requires Shipping";

function folder(): string {
  const path = join(process.env.HUTONG_DATA_DIR!, "goods");
  mkdirSync(path, { recursive: true });
  return path;
}

function rowOf({ handle, title, sku, stock, price = "20.00", html = "<p>Goods</p>" }: Goods): string {
  const tracker = stock === null ? "" : "shopify";
  return `${handle},${title},${html},true,Title,Default Title,${sku},${tracker},${stock ?? ""},deny,${price},true`;
}

/** Imports goods into a store and answers the ids of all its variants by SKU. */
export async function importGoods(
  platform: Platform,
  handle: string,
  goods: readonly Goods[],
): Promise<Record<string, string>> {
  const file = join(folder(), `${handle}.csv`);
  writeFileSync(file, `${[header, ...goods.map(rowOf)].join("\n")}\n`);
  await platform.hutong("products", "import", file, "--store", handle);
  const rows = await ask<{ sku: string; id: string }>(
    platform,
    `select v.sku, v.id from variants v join store_directory d on d.store_id = v.store_id where d.handle = '${handle}'`,
  );
  return Object.fromEntries(rows.map(({ sku, id }) => [sku, id]));
}

async function connectAccounts(
  platform: Platform,
  handle: string,
  storeId: string,
): Promise<Pick<ProofStore, "accounts" | "bankSecret">> {
  const [made] = await ask<{ id: string }>(
    platform,
    `select account_id as id from payment_account_directory where store_id = '${storeId}' and provider = 'test'`,
  );
  const file = join(folder(), "credentials.json");
  const bankSecret = randomBytes(24).toString("base64url");
  writeFileSync(file, JSON.stringify({ secret: bankSecret, answer: "page" }));
  const { accountId } = await platform.hutong<{ accountId: string }>(
    ...["payments", "connect", "--store", handle, "--provider", "test", "--credentials", file],
  );
  return { accounts: { atOnce: made!.id, byPage: accountId }, bankSecret };
}

/** Opens a store in test mode that sells these goods. */
export async function openProofStore(
  platform: Platform,
  given: { handle: string; goods: readonly Goods[]; owner?: string },
): Promise<ProofStore> {
  const { handle } = given;
  const email = given.owner ?? `${handle}@example.com`;
  const made = await platform.hutong<{ storeId: string; owner: { email: string; password?: string } }>(
    ...["store", "create", "--handle", handle, "--owner", email, "--currency", "CNY", "--language", "en"],
    ...["--country", "CN", "--timezone", "Asia/Shanghai", "--test"],
  );
  const { storeId, owner } = made;
  const variants = given.goods.length > 0 ? await importGoods(platform, handle, given.goods) : {};
  const connected = await connectAccounts(platform, handle, storeId);
  return { handle, storeId, host: `${handle}.localhost`, owner, variants, ...connected };
}

/** Asks the platform's database something, as its owner. */
export async function ask<Row>(platform: Platform, text: string): Promise<Row[]> {
  const connection = openConnection(platform.databaseUrl, { prepare: false, name: "proof" });
  try {
    return (await connection.send<Row>({ text, values: [] })).rows;
  } finally {
    await connection.end();
  }
}
